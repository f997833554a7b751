"""What follows a word that stops: what has ended, how it comes back, and whether a person may still write."""

from collections.abc import Mapping

from bot.engine.script import Text, Words

STOPPING: Mapping[str, Text] = {
    # said under a stop word, and what puts everything back
    "bot.stop_check_ins_go_on": Words(
        source="Your check-ins still come at their hour. To end those too, write STOP once more."
    ),
    "bot.meant_button": Words(source="I did not mean that"),
    "bot.meant_back": Words(source="All right, everything is as it was."),
    "bot.meant_too_late": Words(
        source="That talk is over by now. Everything else is as it was, and you can use the buttons below at "
        "any hour."
    ),
    # help that was asked for by a slip of the thumb
    "bot.help_taken_back": Words(
        source="All right. Our team can see now that you did not mean it, and a person may still write to "
        "you. The lines above are there for you at any hour."
    ),
    "bot.help_taken_back_tell": Words(source="Says: I did not mean to ask for help."),
    # somebody stops while a person may be reading what they wrote
    "bot.stop_case": Words(
        source="I have stopped. A person was told about what you wrote. May they still contact you?"
    ),
    "bot.stop_case_nobody": Words(
        source="I have stopped. What you wrote is kept for a person from our team. May they still contact "
        "you?"
    ),
    "bot.contact_yes": Words(
        source="Thank you. Our team can see that a person may write to you here. I cannot say when."
    ),
    "bot.contact_no": Words(
        source="All right. Our team can see that you would rather not be contacted. A person still reads "
        "what you wrote before. You can write here at any hour. The lines answer day and night: call or text "
        "988. If a life is in danger, call 911."
    ),
    "bot.contact_over": Words(source="That talk has ended already. I am still here at any hour."),
    # what the team reads in the case, and at once
    "bot.contact_yes_tell": Words(source="Stopped the bot, and says: a person may still contact me."),
    "bot.contact_no_tell": Words(source="Stopped the bot, and says: please do not contact me."),
    "bot.stop_taken_back_tell": Words(source="Says: I did not mean to stop."),
    "bot.staff.contact_yes": Words(
        source="{code} has stopped the bot. A person may still contact them. The case stays open."
    ),
    "bot.staff.contact_no": Words(
        source="{code} has stopped the bot and would rather not be contacted. The case stays open, and what "
        "happens next is for a human to decide."
    ),
}
