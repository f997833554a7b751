# Three evenings. The craving climbs, and a coach hears of it before it gets worse.
Title: A hard week
Language: en
Duty: Sam
History: craving = 2, 4
History: mood = good, hard

Script: daily_checkin
Bot: Hi Maya. Shall we take two minutes?

     How is today going?

Maya: It is hard today
Bot: Thank you for being honest. Hard days are part of recovery too.

     Thinking of today, how strong were any urges to drink or use?

     0 = none at all · 10 = strongest ever

Maya: 6
Bot: Did you drink or use since we last talked? Any answer is welcome here.

Maya: no
Bot: What is one thing that went right, however small?

Maya: skip
Bot: Thank you, Maya. That was check-in number 3, and each one counts.
End: completed

Later: 1 day

Script: daily_checkin
Bot: Good to have you here, Maya.

     How are you doing today?

Maya: It is hard today
Bot: Thank you for being honest. Hard days are part of recovery too.

     How strong has craving been today?

     0 = none at all · 10 = strongest ever

Maya: 8
Bot: I am with you, Maya. A craving can feel huge, and it still passes.

     What would you like to try first?
Coach is told: strong_craving (watch)
Coach is told: craving_rising (urgent)

Maya: Watch it rise and fall
Bot: Where in your body do you feel it? Put your mind there, as if you were watching water. Do not
     push it away and do not follow it. Notice it grow, turn and get softer. I am keeping time for
     three minutes. Write a word to end sooner.

Later: 3 minutes
Bot: How strong is it now?

     0 = gone · 10 = strongest ever

Maya: 5
Bot: You are still here, and so am I. It has a top, and you may be past it.

     Every wave you ride makes you stronger, Maya. I am here for the next one too.

     Did you drink or use since we last talked? Any answer is welcome here.

Maya: no
Bot: What is one thing you did for yourself today? Tiny ones count.

Maya: I went for a walk instead
Bot: Thank you for the honest answers, Maya. See you next time.
End: completed

Later: 1 day

Script: daily_checkin
Bot: Hi Maya. Good to see you.

     How is today going?

Maya: It is hard today
Bot: Thank you for being honest. Hard days are part of recovery too.

     Thinking of today, how strong were any urges to drink or use?

     0 = none at all · 10 = strongest ever
Coach is told: hard_days (watch)

Maya: a 9 I guess
Bot: A craving is like a wave, Maya. It climbs, it reaches a top, and it comes down. Let us ride
     this one.

     What would you like to try first?
Coach is told: strong_craving (watch)
Coach is told: craving_rising (urgent)

Maya: Wait ten minutes
Bot: Just ten minutes. You do not have to decide anything before that. If you can, go somewhere
     else, drink some water, or wash your face. I am keeping time. Write a word to end sooner.

# She comes back before the ten minutes are over.
Later: 4 minutes

Maya: ok
Bot: And now, how strong is the urge?

     0 = gone · 10 = strongest ever

Maya: 9
Bot: It is still strong, and you are not alone with it. What would help now?
Coach is told: still_strong_after (urgent)

Maya: Talk with our team
Bot: I have let one person from our team know. I cannot say when they are able to answer.

     Did you drink or use since we last talked? Any answer is welcome here.
Coach is told: to_person (urgent)

Coach Sam comes
Bot: Sam has your message. Sam is a person from our team, and what you write here goes to Sam.

Maya: no
Bot: What is one thing that went right, however small?

Maya: I asked for help
Bot: Thank you, Maya. That was check-in number 5, and each one counts.
End: completed
