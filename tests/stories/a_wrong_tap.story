# A wrong tap starts help; it can be taken back, and the coach reads that it was one.
Title: A wrong tap
Language: en

Script: after_use
Bot: Thank you for telling me, Maya. You are not starting over. First things first, how is your body
     right now?

Maya: Hard to breathe
Bot: Call 911 now, on speaker. Say "somebody will not wake up" or "somebody is not breathing well",
     and where you are.
     Naloxone (Narcan): use it. No change in 2 to 3 minutes? Use another one.
     Not breathing? Tilt the head back and give one breath every 5 seconds. Breathing? Roll them on
     their side. Stay with them.
     If it is you: unlock the door and go to other people.

     I have let one person from our team know. I cannot say when they are able to answer. The lines
     above answer now.

     Has somebody called 911?
Coach is told: told_us (urgent)
Coach is told: body_in_danger (crisis)

Maya: Change that answer
Bot: Thank you for saying so. I have noted that it was a wrong tap. A person can still look at it,
     so nothing gets lost.

     Has somebody called 911?
Coach is told: body_in_danger (wrong tap)
Coach is told: told_us (wrong tap)
