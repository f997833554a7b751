"""What stands around a question: the buttons every question carries, and replies to odd answers."""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

ANSWERS: Mapping[str, Text] = {
    # answers named inside a sentence, or on a button
    "bot.yes": Words(source="Yes"),
    "bot.no": Words(source="No"),
    "bot.clock": Words(source="{time}"),
    "bot.list_more": Words(source="{first}, {rest}"),
    "bot.list_last": Words(source="{first} and {last}"),
    "bot.nothing_chosen": Words(source="none of these"),
    "bot.chosen": Words(source="✓ {label}"),
    "bot.scale_hint": Words(source="{low_number} = {low_end} · {high_number} = {high_end}"),
    # the controls of every question
    "bot.skip": Words(source="Skip"),
    "bot.back": Words(source="Back"),
    "bot.stop": Words(source="Stop for now"),
    "bot.person": Words(source="Talk to a person"),
    "bot.that_is_all": Words(source="That is all"),
    "bot.change_answer": Words(source="Change that answer"),
    # an answer that does not fit is thanked, never called wrong
    "bot.thanks_for_words": Words(
        source="Thank you for telling me in your own words. I keep them. For this question, one of the "
        "buttons or a short answer helps me most."
    ),
    "bot.thanks_try_again": Words(
        source="Thank you, I keep your words. For this question I look for something short, like a number, "
        "a time or a name."
    ),
    "bot.let_go": Words(
        source="Thank you. Let us leave that question for now. If you would rather talk to a person, tap "
        '"Talk to a person" or write "person" at any time.'
    ),
    "bot.wrong_tap_noted": Words(
        source="Thank you for saying so. I have noted that it was a wrong tap. A person can still look at "
        "it, so nothing gets lost."
    ),
    # short notes over a pressed button (Telegram shows at most 200 letters)
    "bot.toast_old_button": Words(source="That button is from before. The newest question is further down."),
    "bot.toast_answered": Words(source="I already have that answer. Thank you."),
    "bot.toast_not_yours": Words(source="This button belongs to another chat."),
    # places that help
    "bot.services_offered": Plural(
        count="count",
        one="I know one place that may help. Tap it to see how to reach it.",
        other="I know {count} places that may help. Tap one to see how to reach it.",
    ),
    "bot.service": Words(source="{how}"),
    "bot.no_service": Words(
        source="I have no place to offer for this yet. I have let our team know that one is missing."
    ),
}
