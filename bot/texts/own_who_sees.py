"""Behind "Who sees this?": who sees an answer, and what it starts. Put together from script and roles.

Phrases without a capital stand inside the sentences. A level is never named.
"""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

WHO_SEES: Mapping[str, Text] = {
    "bot.button_who_sees": Words(source="Who sees this?"),
    # what an answer starts
    "bot.sees_told": Words(source="If {when}, {tell}."),
    "bot.sees_told_always": Words(source="Whatever you answer, {tell}."),
    "bot.sees_told_anyway": Words(source="In any case, {tell}."),
    "bot.sees_called": Words(source="If {when}, I call a person at once."),
    "bot.sees_called_helped": Words(source="If {when}, I call a person at once, and help starts here."),
    "bot.sees_helped": Words(source="If {when}, help starts here at once."),
    "bot.sees_silence": Words(source="If no answer comes for {time}, {tell}."),
    "bot.sees_again": Words(source="If {when}, I write to you again about {time} later."),
    "bot.sees_again_always": Words(source="About {time} later I write to you again."),
    "bot.sees_lets_know": Words(source="I let {coach} know"),
    "bot.sees_leaves_note": Words(source="I leave a note for {coach}"),
    "bot.sees_nobody_now": Words(source="Right now nobody from our team can be reached."),
    # for which answer
    "bot.sees_choose": Words(source="you choose {answer}"),
    "bot.sees_answer": Words(source="you answer"),
    "bot.sees_skip": Words(source="you skip this"),
    "bot.sees_not_chosen": Words(source="you leave out {answer}"),
    "bot.sees_label": Words(source="“{label}”"),
    "bot.sees_or": Words(source="{first} or {last}"),
    "bot.sees_either": Words(source="{first}, or {last}"),
    "bot.sees_exactly": Words(source="{answer}"),
    "bot.sees_or_more": Words(source="{number} or more"),
    "bot.sees_or_less": Words(source="{number} or less"),
    "bot.sees_between": Words(source="{low} to {high}"),
    "bot.sees_above": Words(source="more than {number}"),
    "bot.sees_below": Words(source="less than {number}"),
    "bot.sees_gone_up": Words(source="it has gone up {times} times in a row"),
    "bot.sees_gone_down": Words(source="it has gone down {times} times in a row"),
    "bot.sees_been": Words(source="you choose {answer} {times} times in a row"),
    "bot.sees_up_by": Words(source="it is up by {by} or more since last time"),
    "bot.sees_down_by": Words(source="it is down by {by} or more since last time"),
    "bot.sees_above_usual": Words(source="it is higher than usual for you"),
    "bot.sees_below_usual": Words(source="it is lower than usual for you"),
    "bot.sees_average": Words(source="it is {answer} on average over {days} days"),
    "bot.sees_more": Words(source="your other answers add to it"),
    "bot.sees_together": Words(source="your answers together call for it"),
    "bot.sees_minutes": Plural(count="count", one="{count} minute", other="{count} minutes"),
    "bot.sees_hours": Plural(count="count", one="{count} hour", other="{count} hours"),
    "bot.sees_days": Plural(count="count", one="{count} day", other="{count} days"),
    # who
    "bot.sees_role_coach": Words(source="coaches"),
    "bot.sees_role_supervisor": Words(source="leaders"),
    "bot.sees_role_admin": Words(source="administrators"),
    "bot.sees_role_editor": Words(source="editors"),
    "bot.sees_role_evaluator": Words(source="evaluators"),
    "bot.sees_role_own_coach": Words(source="your own coach"),
    # an answer that is kept, or not
    "bot.sees_kept": Words(
        source="Your answer is kept. Once I have let our team know, its {who} can open your last answers, "
        "this one too. Each opening is written down."
    ),
    "bot.sees_kept_closed": Words(source="Your answer is kept. Nobody from our team is shown it."),
    "bot.sees_not_shown": Words(source="Nobody from our team is shown your answer."),
    "bot.sees_not_shown_else": Words(source="Beyond that, nobody from our team is shown your answer."),
    "bot.sees_words_closed": Words(source="Your words are kept locked. Nobody from our team is shown them."),
    "bot.sees_words_opened": Words(
        source="Your words are kept locked until the {who} of our team open them. Each opening is written "
        "down."
    ),
    "bot.sees_words_danger": Words(
        source="If I notice danger in your words, I call our team at once, and then they can read them."
    ),
    "bot.sees_words_danger_closed": Words(
        source="If I notice danger in your words, I call our team at once."
    ),
    "bot.sees_other_words": Words(
        source="Other words you write stay locked until the {who} of our team open them. If I notice danger "
        "in them, I call our team at once."
    ),
    "bot.sees_other_words_too": Words(
        source="Other words you write stay locked until one of these people opens them. If I notice danger "
        "in them, I call our team at once."
    ),
    "bot.sees_other_words_closed": Words(
        source="Other words you write stay locked. If I notice danger in them, I call our team at once."
    ),
    "bot.sees_words_to_coach": Words(source="Right now the words you write here go to {coach}."),
    "bot.sees_service": Words(source="Which place you choose is kept. Nobody from our team is shown it."),
    # an answer that sets something
    "bot.sees_name": Words(
        source="I call you by this name. Once I have let our team know, its {who} can see it. Each opening "
        "is written down."
    ),
    "bot.sees_language": Words(
        source="I write to you in this language. Once I have let our team know, its {who} can see which one "
        "it is. Each opening is written down."
    ),
    "bot.sees_zone": Words(
        source="It tells me what time it is where you are. Once I have let our team know, its {who} can see "
        "that time, and not the place. Each opening is written down."
    ),
    "bot.sees_hour": Words(source="I write to you at this time. Nobody from our team is shown it."),
    "bot.sees_goal": Words(source="It changes how I talk with you. Nobody from our team is shown it."),
    "bot.sees_pause": Words(source="I stay quiet until that day. Nobody from our team is shown it."),
    "bot.sees_way": Words(
        source="It is kept locked. Your own coach, a leader of our team, or who has taken your case can open "
        "it, and has to say why. That is written down, and /whosaw shows it."
    ),
    "bot.sees_clear_word": Words(source="It is kept locked. Nobody from our team is shown it."),
    "bot.sees_first_days": Words(
        source="It tells me when your first days are, so that I write to you then. Whoever of our team "
        "welcomes you sees the day."
    ),
    "bot.sees_consent": Words(
        source="With a yes, I write down that you agreed, when, and to which words. Nobody from our team is "
        "shown your answer."
    ),
}
