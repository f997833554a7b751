# A return to use at night, and the looking back on the next day. Nothing falls to zero.
Title: A night, and the day after
Language: en
At: 23:10

Script: after_use
Bot: Thank you for telling me, Dan. You are not starting over. First things first, how is your body
     right now?

Dan: Sick, but awake
Bot: A seizure, a fever, confusion, hard shaking, or seeing or hearing things: call 911 or go to an
     emergency room now.
     Stopping alcohol or pills like Xanax all at once can be dangerous. Do not go through it alone.
     A doctor can make it safer.
     988 answers day and night, by call or by text.

     Is somebody with you?
Coach is told: told_us (urgent)

Dan: no
Bot: Being alone is the biggest danger if you use again. Keep naloxone near you. Go slow, because
     after a break the body can take much less than before.

     Never Use Alone stays on the phone with you while you use, and sends help if you stop
     answering: 1-877-696-1996. It is free.

     What would help most now?

Dan: I needed to say it
Bot: Be gentle with yourself, Dan. Tomorrow we keep going, together.
Coach is told: heard (urgent)
Scheduled: looking_back in 1 day
End: completed

# At ten in the morning the bot asks, without a word that a locked screen should not show.
Later: 11 hours
Bot: Hi Dan. Your check-in is here when you are ready.

Dan: I am ready
Bot: Good to see you, Dan. Nothing was lost. Let us look at it together, kindly.

     How are you now?

Dan: It is rough
Bot: I am sorry it is so heavy. You do not have to carry it alone.

     What was going on before you drank or used? Choose what fits.
Coach is told: rough_day_after (watch)

Dan: Pain or no sleep
Bot: What was going on before you drank or used? Choose what fits.

Dan: I felt alone
Bot: What was going on before you drank or used? Choose what fits.

Dan: That is all
Bot: What helped even a little, or what could help next time? A person, a place, a thing you do.

Dan: My brother stayed over
Bot: And one small thing you could do for yourself today?
Saved: before_use = alone, pain

Dan: Call my sponsor
Bot: Would it feel good to talk with a person from our team?

Dan: yes
Bot: I have let one person from our team know. I cannot say when they are able to answer.

     You came back and looked at it honestly, Dan. That takes strength.
Coach is told: to_person (urgent)
End: completed
