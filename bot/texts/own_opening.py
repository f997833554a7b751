"""The bot's own words: what a coach sees on Open, whom she walks with, notes and tasks."""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

OPENING: Mapping[str, Text] = {
    # the card of an opened case
    "bot.staff.about_line": Words(source="{name} · {language} · {time} there"),
    "bot.staff.card_no_case": Words(source="{code} · no open case"),
    "bot.staff.card_more": Words(source="More about {code}:"),
    "bot.staff.card_steps": Words(source="What can help now:"),
    "bot.staff.card_strengths": Words(source="What goes well: {strengths}"),
    "bot.staff.card_wishes": Words(source="Good to know:"),
    "bot.staff.card_tasks": Words(source="To do:"),
    "bot.staff.card_notes": Words(source="Notes, newest first:"),
    "bot.staff.card_places": Words(source="Places they were told about:"),
    "bot.staff.card_bars": Words(source="{label} {bars} {value}"),
    # why it is open
    "bot.staff.why_asked": Words(source="“{question}” {value}"),
    "bot.staff.why_said": Words(source="In their words: “{words}”"),
    "bot.staff.why_more": Plural(
        count="count", one="and {count} more from before", other="and {count} more from before"
    ),
    "bot.staff.trend_usual": Words(source="{label}: {value} {day}, usually {usual}"),
    "bot.staff.trend_before": Words(source="{label}: {value} {day}, before that {values}"),
    "bot.staff.today": Words(source="today"),
    "bot.staff.value_skipped": Words(source="skipped"),
    "bot.staff.day_and_hour": Words(source="{day}, {hour}"),
    # what goes well
    "bot.staff.strength_asked": Words(source="Asked for a person"),
    "bot.staff.strength_check_ins": Plural(
        count="count", one="{count} check-in done", other="{count} check-ins done"
    ),
    "bot.staff.strength_lately": Words(source="{answered} of the last {asked} answered"),
    "bot.staff.strength_better": Words(source="{label} is better: {now} lately, {before} before"),
    "bot.staff.strength_days": Plural(
        count="count", one="Day {count} together", other="Day {count} together"
    ),
    "bot.staff.reached_days": Plural(
        count="count", one="{count} day reached on {day}", other="{count} days reached on {day}"
    ),
    "bot.staff.reached_months": Plural(
        count="count", one="{count} month reached on {day}", other="{count} months reached on {day}"
    ),
    "bot.staff.reached_years": Plural(
        count="count", one="{count} year reached on {day}", other="{count} years reached on {day}"
    ),
    "bot.staff.strength_goal": Words(source="Their goal: {goal}"),
    "bot.staff.goal_less": Words(source="to drink or use less"),
    "bot.staff.goal_safer": Words(source="to use more safely"),
    "bot.staff.goal_medication": Words(source="to stay on medication"),
    # good to know
    "bot.staff.wish_woman": Words(source="Would like a woman as coach"),
    "bot.staff.wish_prison": Words(source="Would like a coach who has been in prison"),
    "bot.staff.wish_safe_call": Words(source="Says that a call is safe"),
    "bot.staff.wish_quiet": Words(source="Quiet screen is on: what arrives is covered until they tap it"),
    "bot.staff.wish_sheltered": Words(source="Sheltered record: for their own coach and supervisors"),
    "bot.staff.ways_count": Plural(
        count="count",
        one="{count} other way to reach them: /reach {code}",
        other="{count} other ways to reach them: /reach {code}",
    ),
    "bot.staff.about_coach": Words(source="Walks with {coach}"),
    "bot.staff.button_places": Words(source="Places"),
    "bot.staff.places": Words(source="{code} was told about these. Tap what is done, whatever came of it:"),
    "bot.staff.places_none": Words(source="No place is open for {code} any more."),
    "bot.staff.button_place_done": Words(source="Done: {place}"),
    "bot.staff.place_line": Words(source="{place} · {day}"),
    # what has been said
    "bot.staff.said_line": Words(source="{who}, {when}: {words}"),
    "bot.staff.said_team": Words(source="the team"),
    # the picture
    "bot.staff.chart_title": Plural(
        count="count", one="{code} · the last check-in", other="{code} · the last {count} check-ins"
    ),
    "bot.staff.chart_missed": Words(source="dot: no answer"),
    # safe to call, family
    "bot.staff.button_flags": Words(source="Safe to call?"),
    "bot.staff.flag_not_safe": Words(source="🔴 NOT SAFE TO CALL"),
    "bot.staff.flag_no_family": Words(source="🔴 DO NOT CONTACT FAMILY"),
    "bot.staff.flags": Words(source="{code} · before you call or visit:"),
    "bot.staff.flag_call_yes": Words(source="A call is safe."),
    "bot.staff.flag_call_no": Words(source="A call is not safe: somebody else may pick up or listen."),
    "bot.staff.flag_call_ask": Words(source="Nobody has asked yet if a call is safe. You can ask them here."),
    "bot.staff.flag_family_off": Words(source="Their family is left alone, whatever happens."),
    "bot.staff.flag_family_open": Words(source="Nothing is said about family."),
    "bot.staff.button_call_yes": Words(source="A call is safe"),
    "bot.staff.button_call_no": Words(source="Not safe to call"),
    "bot.staff.button_call_ask": Words(source="Not known"),
    "bot.staff.button_fam_no": Words(source="Do not contact family"),
    "bot.staff.button_fam_yes": Words(source="Family can be asked"),
    # notes
    "bot.staff.button_note": Words(source="Add a note"),
    "bot.staff.button_never_mind": Words(source="Not now"),
    "bot.staff.note_ask": Words(
        source="What you write next is kept as a note about {code} and is not sent to them. The team can "
        "read it, and so can they, in their own copy."
    ),
    "bot.staff.note_kept": Words(source="Kept as a note about {code}, {when}."),
    "bot.staff.words_cut": Words(
        source="That is longer than {most} letters, so the end is left out. You can add the rest as one more."
    ),
    "bot.staff.note_not": Words(source="All right, nothing was kept."),
    # tasks
    "bot.staff.button_task": Words(source="Add a task"),
    "bot.staff.task_ask": Words(
        source="What is there to do for {code}? You can begin with a time, for example: tomorrow 10:00 call "
        "housing. It is not sent to them. Whoever opens {code} can read it."
    ),
    "bot.staff.task_ask_own": Words(
        source="What is there to do? You can begin with a time, for example: tomorrow 10:00 call housing."
    ),
    "bot.staff.task_noted": Words(source="Noted: /tasks shows it. When can I remind you?"),
    "bot.staff.task_when": Words(source="When can I remind you?"),
    "bot.staff.button_in_hour": Words(source="In 1 hour"),
    "bot.staff.button_evening": Words(source="This evening"),
    "bot.staff.button_tomorrow": Words(source="Tomorrow, 9:00"),
    "bot.staff.button_next_week": Words(source="Next week"),
    "bot.staff.button_no_reminder": Words(source="No reminder"),
    "bot.staff.task_kept": Words(source="Noted. I remind you: {when}. /tasks shows all of it."),
    "bot.staff.task_silent": Words(source="All right, no reminder. /tasks shows all of it."),
    "bot.staff.task_over": Words(source="This is done, or it is not yours. /tasks shows what is open."),
    "bot.staff.task_done": Words(source="Done. Thank you."),
    "bot.staff.task_line": Words(source="{code} · {when}: {words}"),
    "bot.staff.task_line_silent": Words(source="{code}: {words}"),
    "bot.staff.task_own": Words(source="Yours"),
    "bot.staff.tasks": Plural(count="count", one="{count} thing to do:", other="{count} things to do:"),
    "bot.staff.tasks_none": Words(source="Nothing to do is noted."),
    "bot.staff.reminder": Words(source="{code} · something you wanted to do"),
    "bot.staff.reminder_own": Words(source="Something you wanted to do"),
    "bot.staff.button_show": Words(source="Show it"),
    "bot.staff.button_done": Words(source="Done"),
    "bot.staff.button_later": Words(source="Later"),
    "bot.staff.button_done_number": Words(source="{number}. Done"),
    "bot.staff.button_later_number": Words(source="{number}. Later"),
    # lists
    "bot.staff.button_more": Words(source="More"),
    "bot.staff.button_back": Words(source="Back"),
    "bot.staff.page_of": Words(source="Page {page} of {pages}"),
    "bot.staff.people": Plural(
        count="count", one="You walk with one person:", other="You walk with {count} people:"
    ),
    "bot.staff.people_all": Plural(
        count="count", one="One person is here:", other="{count} people are here:"
    ),
    "bot.staff.people_none": Words(source="Nobody walks with you yet."),
    "bot.staff.people_no_coach": Words(source="No coach yet"),
    "bot.staff.people_check_in": Words(source="check-in {day}"),
    "bot.staff.people_hello": Words(source="hello {day}"),
    "bot.staff.people_hello_now": Words(source="hello now"),
    "bot.staff.people_paused": Words(source="on a break"),
    "bot.staff.people_stopped": Words(source="stopped"),
    "bot.staff.case_how": Words(source="Write /case and then a code, for example: /case A17"),
    "bot.slash_people": Words(source="people"),
    "bot.slash_case": Words(source="case"),
    "bot.slash_tasks": Words(source="tasks"),
    "bot.command_people": Words(source="The people you walk with"),
    "bot.command_case": Words(source="Open by code"),
    "bot.command_tasks": Words(source="What you want to do"),
}
