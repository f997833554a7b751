"""The bot's own words: what is said while people are called, and when they answer."""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

CLIMBING: Mapping[str, Text] = {
    # the truth for whoever waits: who was called, who can answer, which lines do; never a promise
    "bot.truth_called": Words(source="I have called {people}. Nobody has been able to answer yet."),
    "bot.truth_called_too": Words(
        source="I have now called {people} as well. Nobody has been able to answer yet."
    ),
    "bot.truth_waiting": Words(source="You have been waiting for {time}. I go on calling."),
    "bot.truth_minutes": Plural(count="count", one="{count} minute", other="{count} minutes"),
    "bot.truth_hours": Plural(count="count", one="more than {count} hour", other="more than {count} hours"),
    "bot.truth_nobody": Words(
        source="I have not been able to reach anybody from our team yet. I keep trying."
    ),
    "bot.truth_and": Words(source="{first} and {last}"),
    "bot.truth_coach": Plural(count="count", one="one coach", other="{count} coaches"),
    "bot.truth_more_coach": Plural(count="count", one="one more coach", other="{count} more coaches"),
    "bot.truth_supervisor": Plural(count="count", one="one team leader", other="{count} team leaders"),
    "bot.truth_admin": Plural(
        count="count",
        one="one person who runs our programme",
        other="{count} people who run our programme",
    ),
    "bot.truth_on_duty": Words(
        source="Somebody from our team is on duty at this hour. I cannot say when they are able to answer."
    ),
    "bot.truth_on_until": Words(
        source="Somebody from our team is on duty until {time}. I cannot say when they are able to answer."
    ),
    "bot.truth_on_at": Words(
        source="Nobody from our team is on duty at this hour. Somebody is there again from {time}."
    ),
    "bot.truth_own_on_at": Words(
        source="Nobody from our team is on duty at this hour. {coach} is on duty from {time}."
    ),
    "bot.truth_day_and_time": Words(source="{day}, {time}"),
    "bot.truth_nobody_on": Words(
        source="Nobody from our team is on duty at this hour, and I cannot say when somebody is able to "
        "answer."
    ),
    "bot.truth_own_coach": Words(source="{coach} is one of the people I called."),
    "bot.truth_written_down": Words(source="I have noted that you would like to talk to a person."),
    "bot.truth_has_it": Words(source="{coach} has your message. {coach} has not written to you yet."),
    "bot.truth_here": Words(source="{coach} is here. What you write here goes to {coach}."),
    "bot.truth_lines": Words(source="While you wait:\n{lines}"),
    "bot.truth_phone": Words(source="You can also call our own crisis phone: {phone}"),
    "bot.heard_while_calling": Words(
        source="I read you. I stay here and go on calling. The lines above answer now."
    ),
    "bot.truth_how_is_it": Words(source="How is it for you now?"),
    # what happened, and behind it what comes of it
    "bot.freed": Words(source="You have not heard from {coach} yet."),
    "bot.freed_unanswered": Words(source="{coach} has not answered you yet."),
    "bot.freed_other": Words(source="{coach} is not able to go on with you right now."),
    "bot.freed_calls": Words(source="I am calling other people from our team. I stay here with you."),
    "bot.freed_calls_again": Words(
        source="I found nobody else to call, so I have called {coach} again. I stay here with you."
    ),
    "bot.freed_nobody": Words(
        source="I have not been able to reach anybody else from our team yet. I keep trying, and I stay here "
        "with you."
    ),
    "bot.freed_waits": Words(source="I call other people from our team when somebody is on duty again."),
    "bot.freed_talk": Words(
        source="What you write here stays with our team, and you can ask for a person at any time."
    ),
    "bot.coach_is_here": Words(source="{coach} is here."),
    # before a night in which nobody is on duty
    "bot.evening": Words(
        source="Nobody from our team has been able to write to you yet. I have not forgotten you: I call "
        "them again in the morning."
    ),
    # how it is, half an hour later
    "bot.feels_worse": Words(source="It got worse"),
    "bot.feels_same": Words(source="The same"),
    "bot.feels_better": Words(source="A little better"),
    "bot.feels_worse_heard": Words(
        source="Thank you for telling me. I am calling everybody now. I stay here with you."
    ),
    "bot.feels_same_heard": Words(source="Thank you for telling me. I stay here with you."),
    "bot.feels_better_heard": Words(
        source="I am glad. A person from our team can still look at what you told me."
    ),
    "bot.feels_heard_over": Words(
        source="Thank you for telling me. If you would like a person now, tap the button below."
    ),
    "bot.feels_worse_tell": Words(source="Says it got worse while waiting."),
    "bot.feels_same_tell": Words(source="Says it is the same."),
    "bot.feels_better_tell": Words(source="Says it is a little better."),
    # alerts: a code and a level
    "bot.staff.alert_worse": Words(source="{code} · {level} · it got worse"),
    "bot.staff.alert_reopened": Words(source="{code} · {level} · open again: no answer to the follow-up"),
    "bot.staff.on_call_line": Words(source="On-call line: {line}"),
    # words that are owed to somebody
    "bot.staff.freed_yours": Words(
        source="{code} has not heard from you yet, so others are being called now. If you are there, you can "
        "take it again."
    ),
    "bot.staff.yours_once_you_write": Words(
        source="You can write to {code} now: what you write next reaches them. Until then I go on calling, "
        "and somebody else may take it."
    ),
    "bot.staff.freed_unanswered": Words(
        source="{code} is still waiting for a word from you, so others are being called now. If you are "
        "there, you can take it again."
    ),
    "bot.staff.freed_nobody_else": Words(
        source="{code} still needs somebody, and I found nobody else to call. If you are there, you can take "
        "it again."
    ),
    "bot.staff.freed_out_of_reach": Words(
        source="{code} cannot be reached here, and no other try is noted, so others are being called now. If "
        "you are on it, you can take it again."
    ),
    "bot.staff.owes_a_word": Words(source="{code} is still waiting for a word from you."),
    # tries, contact, a plan
    "bot.staff.button_tried": Words(source="I tried, no answer yet"),
    "bot.staff.button_spoke": Words(source="We are in touch"),
    "bot.staff.button_plan": Words(source="We have a plan"),
    "bot.staff.button_lower": Words(source="Lower the level"),
    "bot.staff.noted_tried": Words(source="{code}: your try is noted. Thank you for going on."),
    "bot.staff.noted_spoke": Words(source="{code}: noted, you are in touch. Thank you for being there."),
    "bot.staff.noted_plan": Words(
        source='{code}: noted, the two of you have a plan. The case stays with you until you tap "Close".'
    ),
    "bot.staff.plan_not_yet": Words(
        source="{code}: a plan comes after contact. When the two of you are in touch, you can note that "
        "first."
    ),
    "bot.staff.outcome_emergency": Words(source="Emergency help is there"),
    "bot.staff.outcome_not_now": Words(source="Rather not talk now"),
    # a lower level
    "bot.staff.lower_which": Words(source="Which level does {code} have now?"),
    "bot.staff.level_stands": Words(source="{code} is already: {level}. Nothing changed."),
    "bot.staff.lowered": Words(source="{code} is now: {level}. It is recorded who lowered it."),
    # somebody does not answer
    "bot.staff.try_again": Plural(
        count="count",
        one="{code} has not answered for half an hour. You have tried once. Another try, or another way, can "
        "help.",
        other="{code} has not answered for half an hour. You have tried {count} times. Another try, or "
        "another way, can help.",
    ),
    "bot.staff.silent_since": Words(
        source="{code} has not answered since. You can write again, try by phone, or see the ways to reach "
        "them."
    ),
    "bot.staff.unreached": Words(
        source="{code} has not answered. You can open the ways to reach this person, with a reason. If you "
        "tell somebody outside of the programme, you can note it here. A supervisor decides about a welfare "
        "check."
    ),
    "bot.staff.unreached_decide": Words(
        source="{code} has not answered. Is a welfare check called for? You can open the ways to reach this "
        "person, with a reason, and note whom you tell."
    ),
    "bot.staff.button_ways": Words(source="Ways to reach them"),
    "bot.staff.button_welfare_yes": Words(source="Welfare check: yes"),
    "bot.staff.button_welfare_no": Words(source="Welfare check: no"),
    "bot.staff.button_disclose": Words(source="I told somebody"),
    "bot.staff.welfare_yes": Words(
        source="{code}: {name} decided on a welfare check. Whoever calls can note whom they told."
    ),
    "bot.staff.welfare_no": Words(source="{code}: {name} decided against a welfare check for now."),
    "bot.staff.disclose_how": Words(
        source="{code}: who was told, and what for? You can write it like this: County emergency line: no "
        "answer after words about dying"
    ),
    "bot.staff.disclosed": Words(
        source="{code}: noted, with your name and the time. The person can read it in their own record."
    ),
    # a follow-up that nobody answers, and one that a human makes
    "bot.no_answer_afterwards_tell": Words(
        source="No answer to the question how it is, days after a case was closed."
    ),
    "bot.staff.follow_up_due": Words(
        source="{code}: it is time to ask how it is. The bot does not write to this person by itself."
    ),
}
