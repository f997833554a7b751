# From the first hello to the end of the first check-in, the evening and the next morning.
Title: A first evening
Language: en
At: 19:40

Script: welcome
Bot: Good that you are here. One thing first, are you 18 or older?

Maya: yes
Bot: 1/3 · I am a bot, not a person. At first I ask a few short questions each day. In a hard moment
     I have something to try, and a way to a person of our team.

     I am not an emergency service, and I can be slow or get things wrong. If a life is in danger,
     call 911.
Maya: Next
Bot: 2/3 · What you tell me is stored locked. Your coach, our leaders, and whoever of our team I
     call about you can open your answers. Each time is written down, and /whosaw shows it to you.

     Strong craving, hard days in a row, a yes to drinking or using, or danger in your words: then I
     let our team know. Chats with bots are not end-to-end encrypted. Courts, probation and
     employers get nothing from me.
Maya: Next
Bot: 3/3 · You can say no, and help now, the lines and looking around stay open to you. A yes can be
     taken back as easily, at any time: write /mydata. Your own words go after 90 days, the rest
     after 24 months.

     Is it all right that Holdfast keeps what you tell me, about your health and recovery too, and
     that these people can read it?
Maya: yes
Bot: Thank you. I have written down your yes.

     What would you like me to call you? A first name or a nickname is plenty, and you can skip
     this.

Maya: Maya
Bot: So that I never wake you up, is it 7:40 PM where you are?

Maya: yes
Bot: When is a good time for a short check-in each day? Choose one, or write your own, such as 7:30
     pm.

# She types her own time instead of taking a button.
Maya: half past seven in the morning
Bot: In the last 30 days, did you leave jail, a hospital, detox or a treatment house? Then I stay
     closer at first.

Maya: no
Bot: That is everything, Maya. I will say hello at that time, every day at first. It takes about two
     minutes.

     The buttons below work at any hour: for a hard moment, for your reasons, to talk to a person. I
     am glad you are here.
Scheduled: ways_to_reach in 12 hours
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
