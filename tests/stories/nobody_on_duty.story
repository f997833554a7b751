# Nobody is on duty: the bot says so, and the lines that answer now come first.
Title: Nobody on duty
Language: en
Duty: nobody
At: 03:20

Script: after_use
Bot: Thank you for telling me, Maya. You are not starting over. First things first, how is your body
     right now?

Maya: Thoughts of dying
Bot: You can talk to somebody now. Call or text 988, day and night. It is free.
     If calling is hard, text HOME to 741741.
     If a life is in danger, call 911.

     I could not reach anybody from our team just now. The lines above answer now, day and night. I
     stay here with you.

     I am really glad you told me. Is somebody with you?
Coach is told: told_us (urgent)
Coach is told: thoughts_of_dying (crisis)

Maya: no
Bot: You could call one person you trust, or go where there are people.

     I want to ask you directly. Are you thinking about killing yourself right now?

Maya: Yes
Bot: If you feel you could act on it now, call 911 or go to the nearest emergency room.
     Go where there are people. Put distance between you and anything you could hurt yourself with.
     988 answers too, by call or by text.

     I could not reach anybody from our team just now. The lines above answer now, day and night. I
     stay here with you.

     What makes calling hard?
Coach is told: tell_yes (crisis)

Maya: Fear of police
Bot: You can say at the start that police worry you. Most calls to 988 are settled by talking alone.

     Nobody from our team is on duty at this hour, but these lines answer now, day and night: call
     or text 988. If a life is in danger, call 911. I stay here with you. If you can, be near other
     people and put distance between you and anything you could hurt yourself with.

Maya: It is getting worse
Bot: You can talk to somebody now. Call or text 988, day and night. It is free.
     If calling is hard, text HOME to 741741.
     If a life is in danger, call 911.

     I could not reach anybody from our team just now. The lines above answer now, day and night. I
     stay here with you.

     Thank you for telling me. If you are in danger now, call 911, or call or text the lines above.

     I am still here with you. Nobody from our team is on duty at this hour, but these lines answer
     now, day and night: call or text 988. If a life is in danger, call 911.
Coach is told: getting_worse (crisis)

Maya: are you still there?
Bot: Thank you. I keep your words for the person who answers.

     I am still here with you. Nobody from our team is on duty at this hour, but these lines answer
     now, day and night: call or text 988. If a life is in danger, call 911.

Later: 10 minutes
Bot: I could not reach anybody from our team just now. The lines above answer now, day and night. I
     stay here with you.

     One word is enough, here to me or as a text to those lines.
Coach is told: silent_in_crisis (crisis)

Coach Ana comes
Bot: Ana has your message. Ana is a person from our team, and what you write here goes to Ana.
