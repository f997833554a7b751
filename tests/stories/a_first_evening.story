# From the first hello to the end of the first check-in, the evening and the next morning.
Title: A first evening
Language: en
At: 19:40

Script: welcome
Bot: Hi, I am Holdfast. Which language feels like home?
     ¿Qué idioma prefieres?
Buttons: English | Español

Maya: English
Bot: I walk beside people in recovery. Once a day I ask a few short questions. In a hard moment I
     have something to try, and I can let a person from our team know.

     I am a bot, not a person. I am not an emergency service, and I can be slow or get things wrong.
     If a life is in danger, call 911.

Maya: Okay, go on
Bot: Before we start, here is who sees what.

     Your name and your own words are stored locked. The coaches and leaders of our team can read
     your answers, and each time they open them is written down. Some answers let them know that you
     may need somebody.
     Telegram is not end-to-end encrypted, so leave out what you do not want Telegram to hold.

     This is for people who are 18 or older. You can stop at any time: write STOP, or end the
     check-ins under "My check-ins". Is this all right with you?

Maya: yes
Bot: Thank you. What would you like me to call you? A first name or a nickname is plenty, and you
     can skip this.

Maya: Maya
Bot: So that I never wake you up, is it 7:40 PM where you are?

Maya: yes
Bot: When is a good time for a short check-in each day? Choose one, or write your own, such as 7:30
     pm.

# She types her own time instead of taking a button.
Maya: half past seven in the morning
Bot: That is everything, Maya. I will say hello at that time, every day at first. It takes about two
     minutes.

     The buttons below work at any hour: for a hard moment, for your reasons, to talk to a person. I
     am glad you are here.
End: completed

Later: 12 hours

Script: daily_checkin
Bot: Hi Maya. Shall we take two minutes?

     How is today going?

Maya: Going well
Bot: Good to hear. You did the work to get here.

     Thinking of today, how strong were any urges to drink or use?

     0 = none at all · 10 = strongest ever
Saved: mood = good

Maya: maybe a 3
Bot: Did you drink or use since we last talked? Any answer is welcome here.
Saved: craving = 3

Maya: no
Bot: What is one thing that went right, however small?

Maya: I called my sister on the way home
Bot: Thank you, Maya. That was our first check-in.
Saved: win = I called my sister on the way home
End: completed
