# The day after a crisis: two hard answers, and a person at hand.
Title: Coming back after a hard night
Language: en
At: 10:30

Script: checking_back
Bot: Hi Maya. There were some hard hours, so I am asking how you are. How is it now?

Maya: It is worse
Bot: I am sorry that it is so heavy. You do not have to carry it alone.

     Has somebody been able to help?
Coach is told: worse (urgent)

Maya: Not yet
Bot: Then let us not leave it there.

     Would you like to talk with a person from our team?
Coach is told: nobody_helped (watch)

Maya: yes
Bot: I have let one person from our team know. I cannot say when they are able to answer.

     Thank you for answering, Maya. The buttons below work at any hour.
Coach is told: to_person (urgent)

Later: 3 days
# Another time it is better, and nothing more is needed.
Script: checking_back
Bot: Good that you are here, Maya. How is it now?

Maya: a bit better
Bot: I am glad. You got through some hard hours.

     Has somebody been able to help?

Maya: yes
Bot: Good. You let somebody in, and that takes courage.

     Would you like to talk with a person from our team?

Maya: no thanks
Bot: I am glad you are here, Maya. You can write to me at any hour.

Later: 3 days
# And once it is a crisis again: the lines come first.
Script: checking_back
Bot: Hi Maya. There were some hard hours, so I am asking how you are. How is it now?

Maya: Thoughts of dying
Bot: You can talk to somebody now. Call or text 988, day and night. It is free.
     If calling is hard, text HOME to 741741.
     If a life is in danger, call 911.

     I have let one person from our team know. I cannot say when they are able to answer. The lines
     above answer now.

     I am really glad you told me. Is somebody with you?
Coach is told: thoughts_of_dying (crisis)
