"""The bot's own words: the second way of an alert, the fire drill, and what is wrong and how to mend it."""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

DRILLING: Mapping[str, Text] = {
    # the second way: what stands on a locked screen of somebody's mailbox or pager
    "bot.staff.second_subject": Words(source="{code} · {level}"),
    "bot.staff.second_text": Words(
        source="{code} · {level}\n\nSomebody is waiting for a person of the team. You can open your chat "
        "with the bot on Telegram: the alert is there, and /cases shows it too. If Telegram does not work "
        "for you right now, you can call a colleague."
    ),
    "bot.staff.second_memory": Words(
        source="{code} · {level}, not yet recorded\n\nThe database does not answer, so this alert cannot be "
        "opened. The crisis lines were sent. If you can reach this person another way, do it now."
    ),
    "bot.staff.second_broken_email": Words(
        source="Alerts cannot leave by e-mail right now. They still come here. Whoever runs the bot can see "
        "why with: python -m bot doctor"
    ),
    "bot.staff.second_broken_address": Words(
        source="The mail server refuses an address that alerts go to. They still come here. It helps to look "
        "at ALERT_EMAIL_TO, and at the address each of us has with /me."
    ),
    "bot.staff.second_broken_url": Words(
        source="Alerts cannot leave by the second way (ALERT_URL) right now. They still come here. Whoever "
        "runs the bot can see why with: python -m bot doctor"
    ),
    # the fire drill
    "bot.staff.drill_mark": Words(source="DRILL · {words}"),
    "bot.staff.drill_why": Words(source="A fire drill. Nobody is in danger."),
    "bot.staff.drill_card": Words(
        source="{code}\n\nThis is a fire drill. There is no person behind it, and nobody is in danger. "
        'Please do what you would do for real: tap "I have it", then write one line here. That ends it. '
        "Thank you for picking up."
    ),
    "bot.staff.drill_taken": Words(
        source="You have {code}, after {time}. Now write one line here, such as: I am here. It goes "
        "to nobody, and it ends the drill."
    ),
    "bot.staff.drill_taken_busy": Words(
        source="You have {code}, after {time}. Now answer this very message with one line, such as: I am "
        "here. It goes to nobody, and it ends the drill. What you write without answering it goes to the "
        "person you are talking with."
    ),
    "bot.staff.drill_other": Words(source="{coach} already has {code}. Thank you for looking."),
    "bot.staff.drill_thanks": Words(
        source="{code} is over. You had it after {taken} and wrote after {wrote}. Thank you: with you "
        "there, somebody would have been heard."
    ),
    "bot.staff.drill_done": Words(
        source="{code} is over. {coach} had it after {taken} and wrote after {wrote}."
    ),
    "bot.staff.drill_nobody": Words(
        source="{code} is over after {time}, and nobody answered. You can ask what kept people from it. "
        "Whoever runs the bot can see who was called, and when: python -m bot drill --last"
    ),
    "bot.staff.drill_not_written": Words(
        source="{code} is over after {time}, and nobody wrote. {coach} had it. You can ask whether it was "
        "clear what to do."
    ),
    "bot.staff.drill_real": Words(
        source="{code} is over now: somebody needs help for real. Please look at the other alert."
    ),
    "bot.staff.drill_past": Words(source="{code} is over. There is nothing left to do."),
    "bot.staff.drill_no_more": Words(
        source="{code} is over, so your words went to nobody. If they were for a real person, /cases "
        "shows whose case you have."
    ),
    "bot.staff.drill_minutes": Plural(count="count", one="{count} minute", other="{count} minutes"),
    "bot.staff.drill_seconds": Plural(count="count", one="{count} second", other="{count} seconds"),
    # what is wrong with the programme, and how to mend it
    "bot.staff.health_no_second_way": Words(
        source="Alerts leave by Telegram alone. If Telegram is down, nobody hears a call for help."
    ),
    "bot.staff.health_no_second_way_do": Words(
        source="Set ALERT_URL, or SMTP_URL with ALERT_EMAIL_TO, in .env, and start the bot again."
    ),
    "bot.staff.health_no_address": Words(
        source="Alerts can leave by e-mail, but there is no address that they could go to."
    ),
    "bot.staff.health_no_address_do": Words(
        source="Set ALERT_EMAIL_TO in .env and start the bot again. Supervisors can add their own with /me."
    ),
    "bot.staff.health_no_coach": Words(source="There is no coach on the team yet."),
    "bot.staff.health_no_coach_do": Words(source="An admin can let one in with /invite in the bot."),
    "bot.staff.health_nobody_on_duty": Words(source="Nobody is on duty now."),
    "bot.staff.health_nobody_on_duty_do": Words(
        source="Somebody can begin with /onduty. /roster shows and changes who works when. Until then a "
        "crisis calls backup, supervisors and then everybody."
    ),
    "bot.staff.health_gap": Words(source="Nobody is on duty from {begins} to {ends}."),
    "bot.staff.health_gap_do": Words(source="/roster shows and changes who works when."),
    "bot.staff.health_all_blocked": Words(
        source="Nobody on the team can be reached: all have blocked the bot, or left Telegram."
    ),
    "bot.staff.health_all_blocked_do": Words(
        source="Ask them to open their chat with the bot and tap Start. Alerts leave by the second way."
    ),
    "bot.staff.health_blocked": Words(source="The bot cannot reach {names}."),
    "bot.staff.health_blocked_do": Words(
        source="Ask them to open their chat with the bot and tap Start. Until then others are called."
    ),
    "bot.staff.health_undelivered": Plural(
        count="count",
        one="{count} alert could not be delivered in the last day.",
        other="{count} alerts could not be delivered in the last day.",
    ),
    "bot.staff.health_undelivered_do": Words(
        source="Ask whoever did not get it to open their chat with the bot and tap Start."
    ),
    "bot.staff.health_second_failed": Plural(
        count="count",
        one="{count} alert could not leave by the second way in the last day: {reason}.",
        other="{count} alerts could not leave by the second way in the last day: {reason}.",
    ),
    "bot.staff.health_second_failed_do": Words(
        source="See whether SMTP_URL, ALERT_EMAIL_FROM, ALERT_EMAIL_TO and ALERT_URL are right, then run a "
        "drill: python -m bot drill"
    ),
    "bot.staff.health_unsent": Plural(
        count="count",
        one="{count} message about a case has waited to be sent since {since}.",
        other="{count} messages about cases have waited to be sent since {since}.",
    ),
    "bot.staff.health_unsent_do": Words(
        source="See whether the bot runs, and whether this machine reaches Telegram."
    ),
    "bot.staff.health_no_drill": Words(source="There has been no fire drill in the last {count} days."),
    "bot.staff.health_no_drill_do": Words(
        source="Run one: python -m bot drill. With a fire drill in programme.yaml it comes each week."
    ),
    "bot.staff.health_drill_missed": Words(source="Nobody answered the last fire drill, on {day}."),
    "bot.staff.health_drill_missed_do": Words(
        source="python -m bot drill --last shows who was called. Ask what kept them, then run it again."
    ),
    "bot.staff.health_unheard": Plural(
        count="count",
        one="{count} crisis is open past the last rung, and nobody has it: {codes}.",
        other="{count} crises are open past the last rung, and nobody has them: {codes}.",
    ),
    "bot.staff.health_unheard_do": Words(
        source="Open it now: /cases in the bot. If you cannot, call somebody of the team who can."
    ),
    "bot.staff.health_lines_old": Plural(
        count="count",
        one="Nobody has checked {count} of the crisis lines in the last {days} days: {names}.",
        other="Nobody has checked {count} of the crisis lines in the last {days} days: {names}.",
    ),
    "bot.staff.health_lines_old_do": Words(
        source="Dial them, read them, and write the date as verified in resources.yaml."
    ),
}
