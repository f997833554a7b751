"""What a coach reads inside an opened case about something the bot itself noticed."""

from collections.abc import Mapping

from bot.engine.script import Text, Words

HEARD: Mapping[str, Text] = {
    "bot.asked_for_person": Words(source="Asked to talk to a person."),
    "bot.heard_suicide": Words(source="Wrote words about dying or self-harm."),
    "bot.heard_overdose": Words(source="Wrote words about an overdose, now."),
    "bot.heard_violence": Words(source="Wrote words about violence or a threat."),
    "bot.heard_medical": Words(
        source="Wrote words about a medical emergency (seizure, breathing, chest, blood)."
    ),
    "bot.heard_lapse": Words(source="Wrote about drinking or using."),
    "bot.heard_craving": Words(source="Wrote about a craving, or about being close to using."),
    "bot.heard_distress": Words(source="Wrote words of distress."),
    "bot.heard_human": Words(source="Asked for a person in their own words."),
    "bot.heard_other": Words(source="Wrote words that the programme's safety phrases look for."),
    "bot.worse_tell": Words(source="Says it is getting worse."),
    "bot.safer_tell": Words(source="Says: I am safer now. (Only a person lowers the level.)"),
    "bot.silent_in_crisis": Words(source="No answer since the crisis lines were shown."),
    "bot.stopped_in_crisis": Words(source="Stopped the conversation while it was about a crisis."),
    "bot.no_service_tell": Words(source="Looked for help and the list of services had nothing for: {need}."),
    "bot.limit_tell": Words(
        source="A conversation ({script}) went round in a circle and was ended. You can look at the "
        "script, and at how the person is."
    ),
    "bot.staff.unreachable": Words(
        source="Messages no longer arrive at this phone (the bot was blocked, or the account is gone)."
    ),
    "bot.staff.failed_turn": Words(
        source="The bot could not handle a message from this person. Somebody could ask how they are."
    ),
    "bot.staff.asked_for_help_now": Words(source='Tapped "I need help now".'),
    "bot.staff.late_tap": Words(source="Tapped an answer about danger, under an earlier question."),
    "bot.staff.corrected": Words(source="Says it was a wrong tap. (Only a person lowers the level.)"),
}
