# Every question may be skipped, on both days, and nobody is blamed for it.
Title: Skipping everything
Language: en
History: craving = 7, 6, 5

Script: daily_checkin
Bot: Hi Maya. Shall we take two minutes?

     How is today going?

Maya: skip
Bot: Thinking of today, how strong were any urges to drink or use?

     0 = none at all · 10 = strongest ever

Maya: rather not say
Bot: Did you drink or use since we last talked? Any answer is welcome here.

Maya: pass
Bot: What is one thing that went right, however small?

Maya: Skip
Bot: Thank you, Maya. That was check-in number 4, and each one counts.
End: completed

Later: 1 day

Script: daily_checkin
Bot: Good to have you here, Maya.

     How are you doing today?

Maya: stop
Bot: All right, we stop here. Nothing is lost. You can come back at any hour: just write hello.
End: stopped
