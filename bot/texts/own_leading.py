"""The bot's own words: what supervisors look at, the morning's digest, a hello, and a word after a crisis.

Lists and digests hold codes and levels only.
"""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

LEADING: Mapping[str, Text] = {
    "bot.slash_times": Words(source="times"),
    "bot.slash_alarms": Words(source="alarms"),
    "bot.command_times": Words(source="How quickly we answer"),
    "bot.command_alarms": Words(source="Which rules call, how often"),
    "bot.staff.level_none": Words(source="hello"),
    # the live list
    "bot.staff.live_taken": Words(source="{code} · {level} · {coach} · {span}"),
    "bot.staff.live_waiting": Words(source="{code} · {level} · nobody for {span} · call {number}"),
    "bot.staff.live_watched": Words(source="{code} · {level} · {span}"),
    "bot.staff.live_elsewhere": Plural(
        count="count",
        one="One more is in the hands of a colleague.",
        other="{count} more are in the hands of colleagues.",
    ),
    "bot.staff.button_live_next": Words(source="Next ({count} more)"),
    "bot.staff.live_duty": Words(source="On duty: {names}"),
    "bot.staff.live_duty_one": Words(source="{name} (until {time})"),
    "bot.staff.live_duty_next": Words(source="Nobody is on duty. Next: {name}, {day}, {time}"),
    "bot.staff.live_duty_nobody": Words(source="Nobody is on duty, and no shift is written for later."),
    # times
    "bot.staff.times_head_wt": Words(source="Last 7 days: until somebody had it"),
    "bot.staff.times_head_ws": Words(source="Last 7 days: until the first words"),
    "bot.staff.times_head_mt": Words(source="Last 30 days: until somebody had it"),
    "bot.staff.times_head_ms": Words(source="Last 30 days: until the first words"),
    "bot.staff.times_yours": Words(
        source="Your own times. They are yours: nobody is compared by them. In supervision a supervisor can "
        "open them with you, and you are told each time."
    ),
    "bot.staff.times_of": Words(
        source="The times of {name}, for supervision. It is recorded that you opened them, and {name} is "
        "told."
    ),
    "bot.staff.times_opened": Words(
        source="{name} has opened your times, for supervision. You see the same with /times."
    ),
    "bot.staff.times_level": Words(source="{level}: {figure}"),
    "bot.staff.times_rung": Words(source="call {number}: {figure}"),
    "bot.staff.times_waiting": Plural(
        count="count", one="one not answered yet", other="{count} not answered yet"
    ),
    "bot.staff.times_none": Words(source="Nobody was called in this time."),
    "bot.staff.times_how_to_read": Words(
        source="Half took no longer than the first number, nine of ten no longer than the second. The "
        "number in brackets says how many there were. Call 1 is who was called at once. "
        "Below the calls: by hour of the day."
    ),
    "bot.staff.times_whose": Words(
        source="Whose times would you like to look at together? It is recorded, and they are told."
    ),
    "bot.staff.times_nobody_else": Words(source="There is nobody else on the team whose times there are."),
    "bot.staff.button_times_w": Words(source="Last 7 days"),
    "bot.staff.button_times_m": Words(source="Last 30 days"),
    "bot.staff.button_times_t": Words(source="Until somebody had it"),
    "bot.staff.button_times_s": Words(source="Until the first words"),
    "bot.staff.button_times_picture": Words(source="As a picture"),
    "bot.staff.times_chart_missed": Words(source="· no call, or no answer yet"),
    "bot.staff.button_times_mine": Words(source="My own"),
    "bot.staff.button_times_all": Words(source="The whole programme"),
    "bot.staff.button_times_who": Words(source="One coach's times"),
    # false alarms
    "bot.staff.alarms": Words(source="What called people in the last {days} days, rule by rule:"),
    "bot.staff.alarms_none": Words(source="Nothing has called people in the last {days} days."),
    "bot.staff.alarm_line": Plural(
        count="count",
        one="{words}\n{rule}: called in one case, false alarms: {wrong}",
        other="{words}\n{rule}: called in {count} cases, false alarms: {wrong}",
    ),
    "bot.staff.alarm_limit": Words(source="A conversation went round in a circle and was ended."),
    "bot.staff.alarms_not_learned": Words(
        source="Nothing is learned from this by itself: each rule calls on until somebody changes it."
    ),
    "bot.staff.button_false_alarm": Words(source="It was a false alarm"),
    "bot.staff.false_alarm_marked": Words(
        source="{code} now counts as a false alarm. Thank you: it helps to look at the rule, and it says "
        "nothing about you."
    ),
    "bot.staff.false_alarm_not": Words(source="{code} is open. It can be closed with an outcome."),
    # after a crisis
    "bot.staff.debrief": Words(
        source="That was a hard one, and you were there. How are you? Nothing you tap here is kept, and "
        "nobody counts it."
    ),
    "bot.staff.debrief_hers": Words(
        source="That was a hard one, and you were there. How are you? Nothing you tap here is kept, and "
        "nobody counts it. Only when somebody else goes on with {code}, that is written down, and no reason."
    ),
    "bot.staff.button_debrief_okay": Words(source="I am okay"),
    "bot.staff.button_debrief_talk": Words(source="Talk to {name}"),
    "bot.staff.button_debrief_swap": Words(source="Swap me off this one"),
    "bot.staff.debrief_okay": Words(source="Good. Be kind to yourself today."),
    "bot.staff.debrief_told": Words(
        source="{name} knows that you would like to talk. You can also write or call first."
    ),
    "bot.staff.debrief_asked": Words(
        source="{name} has just been there for somebody in a hard hour, and would like to talk with you for "
        "a moment. A short call or a few words help. Nothing of this is kept."
    ),
    "bot.staff.debrief_gone": Words(
        source="That colleague is not on the team any more. /roster shows who is there now."
    ),
    # a hello
    "bot.staff.button_hello": Words(source="Say hello to {code}"),
    "bot.staff.button_hello_done": Words(source="Done"),
    "bot.staff.hello_open": Words(
        source="{code}: what you write here now goes to {name}, under your name. Nobody is called for it. "
        'When you have said hello, tap "Done".'
    ),
    "bot.staff.hello_done": Words(source="Your talk with {code} is closed. A kind word goes a long way."),
    "bot.staff.hello_yours": Words(source="You have {code} already. What you write here goes there."),
    "bot.staff.hello_case_waits": Words(source="Somebody was called for {code}, and nobody has it yet."),
    "bot.staff.hello_stopped": Words(
        source="{code} has stopped for now, and wants no messages. The door stays open on their side."
    ),
    "bot.staff.hello_not_reached": Words(source="Messages do not arrive at the phone of {code} right now."),
    "bot.staff.hello_unanswered": Words(
        source='{code} wrote to you, and the last words were theirs. You can answer, or tap "Done".'
    ),
    "bot.staff.hello_rested": Words(
        source="Your talk with {code} was quiet for 12 hours, so it is closed, and check-ins go on."
    ),
    "bot.staff.not_allowed_hello": Words(
        source="A hello goes to the people you walk with. Their own coach can say hello to this person."
    ),
    "bot.hello_over": Words(
        source="{coach} has put the phone down for now. I am still here, and you can ask for a person at any "
        "hour."
    ),
    # who is due for what
    "bot.staff.due_hello": Words(source="{code}: a hello is due, the last one was {ago} ago"),
    "bot.staff.due_first_hello": Words(source="{code}: a first hello is due"),
    "bot.staff.milestone_days": Words(source="{code}: {count} days together"),
    "bot.staff.milestone_months": Words(source="{code}: {count} months together"),
    "bot.staff.milestone_years": Plural(
        count="count", one="{code}: one year together", other="{code}: {count} years together"
    ),
    "bot.staff.milestone_check_ins": Words(source="{code}: {count} check-ins"),
    # the morning
    "bot.staff.digest": Words(source="Good morning, {name}."),
    "bot.staff.digest_more": Plural(count="count", one="and one more", other="and {count} more"),
    "bot.staff.digest_watch": Words(source="To keep an eye on:"),
    "bot.staff.digest_watch_line": Words(source="{code} · watch · {span}"),
    "bot.staff.digest_off": Words(source="You were not called, and this rang for your people:"),
    "bot.staff.digest_off_line": Words(source="{code} · {level} · {day} {time}"),
    "bot.staff.digest_off_open": Words(source="{name} has it."),
    "bot.staff.digest_off_over": Words(source="{name} had it, and it is closed."),
    "bot.staff.digest_off_nobody": Words(source="Nobody has it yet."),
    "bot.staff.digest_follow_ups": Words(source="I ask today how they are, after a hard time:"),
    "bot.staff.digest_follow_up_line": Words(source="{code} · {time}"),
    "bot.staff.digest_tasks": Plural(
        count="count",
        one="One thing you have taken on is due: {codes}",
        other="{count} things you have taken on are due: {codes}",
    ),
    "bot.staff.digest_hellos": Words(source="A hello is due:"),
    "bot.staff.digest_milestones": Words(source="Worth a kind word:"),
    "bot.staff.digest_strengths": Words(source="What went well this week:"),
    "bot.staff.digest_strength_line": Words(source="{code}: {count} check-ins"),
    "bot.staff.digest_health": Words(source="What needs a hand:"),
    "bot.staff.digest_red": Words(source="🔴 {words}"),
    "bot.staff.digest_yellow": Words(source="🟡 {words}"),
    "bot.staff.digest_open": Words(source="Open now:"),
    "bot.staff.digest_open_line": Words(source="{level}: {number}, the oldest {span}"),
    "bot.staff.digest_night": Words(source="Called since yesterday, and still open:"),
    "bot.staff.digest_not_delivered": Plural(
        count="count",
        one="🔴 One alert did not arrive: {names}",
        other="🔴 {count} alerts did not arrive: {names}",
    ),
    "bot.staff.digest_concerns": Plural(
        count="count",
        one="Somebody said that something was not right. It waits for you.",
        other="{count} times somebody said that something was not right. They wait for you.",
    ),
    "bot.staff.digest_caseloads": Words(source="Who walks with many:"),
    "bot.staff.digest_full": Words(source="{name}: {count} people"),
    "bot.staff.digest_too_many": Words(source="{name}: {count} people, more than is good for anybody"),
    "bot.staff.digest_gaps": Words(source="Nobody is on duty:"),
    "bot.staff.digest_gap_line": Words(source="{day}, {begins} to {ends}"),
}
