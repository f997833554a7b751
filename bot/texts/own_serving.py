"""The bot's own words: duty, rosters, handing over."""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

SERVING: Mapping[str, Text] = {
    # commands
    "bot.command_onduty": Words(source="Your shift on one screen"),
    "bot.command_offduty": Words(source="End your shift"),
    "bot.command_handover": Words(source="Hand over a case"),
    "bot.command_roster": Words(source="Your week"),
    "bot.command_away": Words(source="Days you are away"),
    "bot.command_me": Words(source="What I know about you"),
    "bot.slash_onduty": Words(source="onduty"),
    "bot.slash_offduty": Words(source="offduty"),
    "bot.slash_handover": Words(source="handover"),
    "bot.slash_roster": Words(source="roster"),
    "bot.slash_away": Words(source="away"),
    "bot.slash_me": Words(source="me"),
    # the week
    "bot.staff.shift_duty": Words(source="on duty"),
    "bot.staff.shift_backup": Words(source="backup"),
    "bot.staff.shift_on_call": Words(source="on call"),
    "bot.staff.roster_yours": Words(source="Your week ({place} time)"),
    "bot.staff.roster_of": Words(source="The week of {name} ({place} time)"),
    "bot.staff.roster_empty": Words(source="No shifts yet."),
    "bot.staff.roster_how": Words(
        source="You can write a new week like this:\n/roster Mon-Fri 09:00-17:00, backup Sat "
        "10:00-14:00\nThe new week takes the place of the old one. /away is for days off."
    ),
    "bot.staff.roster_how_others": Words(
        source="You can write somebody's week like this:\n/roster Sam: Mon-Fri 09:00-17:00"
    ),
    "bot.staff.roster_set": Words(source="Done. This is how it is from now on."),
    "bot.staff.roster_before": Words(source="Before it was:\n{line}"),
    "bot.staff.roster_written_for_you": Words(source="{name} has written your week."),
    "bot.staff.roster_example": Words(
        source="Your week is as it was. Here is an example:\n/roster Mon-Fri 09:00-17:00, Sat "
        "22:00-06:00, on call Sun 10:00-18:00"
    ),
    "bot.staff.roster_words": Words(source='I could not read "{piece}".'),
    "bot.staff.roster_hours": Words(source='I am missing from when until when. I could not read "{piece}".'),
    "bot.staff.roster_days": Words(source='Which days are meant? I found none before "{piece}".'),
    "bot.staff.roster_unclear": Words(
        source='"{piece}" could be by day or by night. With 09:00-17:00, or 9am-5pm, I know.'
    ),
    "bot.staff.roster_many": Words(source="That is more than {piece} shifts in one week."),
    "bot.staff.weeks_count": Words(
        source="Weeks are written now, and they count: you are off duty until you have yours. /roster writes "
        "it, and /onduty brings you in at any time."
    ),
    "bot.staff.weeks_count_no_more": Words(
        source="No week is written any more. Until one is, you count as on duty at any hour, unless you say "
        "/offduty."
    ),
    "bot.staff.roster_nobody_written": Words(
        source="Nobody has written a week yet. Until then, every coach counts as on duty at any hour, "
        "unless they say /offduty."
    ),
    "bot.staff.roster_everybody": Words(source="Everybody's week, each in their own time:"),
    "bot.staff.roster_ahead": Words(source="Who is there in the next days ({place} time):"),
    "bot.staff.chart_week": Words(source="The next 7 days ({place} time)"),
    "bot.staff.chart_nobody": Words(source="nobody"),
    "bot.staff.roster_nobody": Words(source="nobody {hours}"),
    "bot.staff.whom_unknown": Words(source="I know nobody called {name}. On the team: {names}."),
    "bot.staff.whom_several": Words(
        source="More than one person is called {name}: {names}. With the number I know who is meant. One of "
        "them can also take another name with /name."
    ),
    # days away
    "bot.staff.away_list": Words(source="{name} is away:"),
    "bot.staff.away_none": Words(source="No days away for {name}."),
    "bot.staff.away_how": Words(source="You can add days like this:\n/away Dec 24 to Jan 2"),
    "bot.staff.away_example": Words(
        source="Nothing has changed. Here are examples:\n/away 24.12-31.12\n/away 2026-12-24\n/away "
        "Dec 24 to Jan 2"
    ),
    "bot.staff.away_words": Words(source="I could not read these days."),
    "bot.staff.away_backward": Words(source="The last day comes before the first."),
    "bot.staff.away_over": Words(source="These days are over."),
    "bot.staff.away_long": Words(
        source="That is more than half a year. Shorter times can be added one by one."
    ),
    "bot.staff.away_set": Words(
        source="You are away: {days}. On these days I call others first. If something is in your "
        "hands, /handover gives it to somebody. Rest well."
    ),
    "bot.staff.away_set_for": Words(source="{name} is away: {days}. I have told {name}."),
    "bot.staff.away_set_by": Words(source="{name} has written down that you are away: {days}."),
    "bot.staff.away_not_yet": Words(
        source="Your days away are not written down yet. You can send them again once somebody has it."
    ),
    "bot.staff.away_taken_back_by": Words(
        source="{name} has taken back your days away: {days}. Your week counts on these days again."
    ),
    "bot.staff.away_taken_back": Words(source="Taken back. Your week counts on these days again."),
    "bot.staff.away_gone": Words(source="These days had been taken back already."),
    "bot.staff.button_take_back": Words(source="Take back"),
    # when a shift has nobody
    "bot.staff.gap_ahead": Words(source="Nobody is on duty from {begins} to {ends}."),
    "bot.staff.gap_ahead_long": Words(source="From {begins} on, nobody is on duty for a week or longer."),
    "bot.staff.gap_now": Words(source="Nobody is on duty now, until {ends}."),
    "bot.staff.gap_now_long": Words(source="Nobody is on duty now, nor in the next week."),
    "bot.staff.gap_nights": Words(source="Nights are not counted."),
    "bot.staff.gap_usually": Words(source="Usually there: {names}."),
    "bot.staff.gap_what": Words(
        source="Somebody can come in with /onduty, and /roster changes a week. Until then people are "
        "told the truth, and which lines answer."
    ),
    # the profile
    "bot.staff.me": Words(source="{name} · {role}"),
    "bot.staff.me_told_apart": Words(
        source='On the lists of the team you are "{name}", because somebody else has this name too. /name '
        "changes yours."
    ),
    "bot.staff.me_zone": Words(source="Time: {time} in {place}"),
    "bot.staff.me_languages": Words(source="Languages: {languages}"),
    "bot.staff.me_mail": Words(source="E-mail for alerts: {address}"),
    "bot.staff.me_woman": Words(source="A woman: {answer}"),
    "bot.staff.me_prison": Words(source="Has been in prison: {answer}"),
    "bot.staff.me_yes": Words(source="yes"),
    "bot.staff.me_not_said": Words(source="not said"),
    "bot.staff.me_call_on": Words(source="Called for your own people, also off duty: yes"),
    "bot.staff.me_call_off": Words(source="Called for your own people, also off duty: no, in the morning"),
    "bot.staff.me_why": Words(
        source="People can wish for a woman, or for somebody who has been in prison. Saying so is up "
        "to you. It is used to find who fits, and nobody sees it. E-mails hold a code and a "
        "level only."
    ),
    "bot.staff.button_me_zone": Words(source="My city"),
    "bot.staff.button_me_languages": Words(source="My languages"),
    "bot.staff.button_me_mail": Words(source="E-mail for alerts"),
    "bot.staff.button_me_no_mail": Words(source="No e-mail"),
    "bot.staff.button_me_woman": Words(source="I am a woman"),
    "bot.staff.button_me_not_woman": Words(source='Take back "I am a woman"'),
    "bot.staff.button_me_prison": Words(source="I have been in prison"),
    "bot.staff.button_me_not_prison": Words(source="Take back: in prison"),
    "bot.staff.button_me_call_on": Words(source="Call me for my people"),
    "bot.staff.button_me_call_off": Words(source="Call me only on duty"),
    "bot.staff.button_me_back": Words(source="Never mind"),
    "bot.staff.me_zone_which": Words(
        source="Which city are you in, or which large one is near? You can write it here."
    ),
    "bot.staff.me_zone_unknown": Words(
        source="I do not know this city, and what you wrote went to nobody. A larger city in the same "
        "time zone helps, for example: Chicago."
    ),
    "bot.staff.me_mail_which": Words(
        source="To which address can alerts go when Telegram does not work? You can write it here. "
        "Only a code and a level go there."
    ),
    "bot.staff.me_mail_unknown": Words(
        source="This does not look like an e-mail address, and what you wrote went to nobody. An "
        "example: sam@example.org"
    ),
    "bot.staff.me_languages_which": Words(
        source="Which languages do you speak with people? A tap changes it."
    ),
    # on duty
    "bot.staff.on_now": Words(source="You are on duty. /offduty ends it."),
    "bot.staff.on_until": Words(source="You are on duty until {time}."),
    "bot.staff.on_how": Words(source="I could not read this time. An example: /onduty 22:00"),
    "bot.staff.on_with": Words(source="With you: {names}."),
    "bot.staff.on_name_until": Words(source="{name} until {time}"),
    "bot.staff.on_alone": Words(source="Nobody else is on now."),
    "bot.staff.on_next": Words(source="{name} comes at {time}."),
    "bot.staff.on_no_cases": Words(source="No open cases."),
    "bot.staff.on_cases": Plural(
        count="count",
        one="One open case:",
        other="{count} open cases:",
    ),
    "bot.staff.on_more_cases": Plural(
        count="count",
        one="and one more: /cases",
        other="and {count} more: /cases",
    ),
    "bot.staff.on_new": Words(source="new"),
    "bot.staff.on_changed": Words(source="something new"),
    "bot.staff.on_closed": Plural(
        count="count",
        one="Closed since you were last here: {codes}",
        other="Closed since you were last here ({count}): {codes}",
    ),
    "bot.staff.on_due": Words(source="Today:"),
    "bot.staff.on_more_due": Plural(
        count="count",
        one="and one more",
        other="and {count} more",
    ),
    "bot.staff.on_tasks": Plural(
        count="count",
        one="One thing you want to do: /tasks",
        other="{count} things you want to do: /tasks",
    ),
    "bot.staff.on_follow_up": Words(source="{code}: I ask how it has been, {time}"),
    "bot.staff.button_off": Words(source="Go off duty"),
    # off duty
    "bot.staff.off_how": Words(source="I could not read this time. An example: /offduty 09:00"),
    "bot.staff.off_crisis": Words(
        source="{code} is a crisis in your hands. Before you go, somebody else takes it, so that the "
        "person is not alone in this."
    ),
    "bot.staff.off_waits": Words(
        source="{code} is still in your hands. I have asked {name}. You can go as soon as somebody has it."
    ),
    "bot.staff.button_ask_another": Words(source="Ask somebody else"),
    "bot.staff.ends_soon": Words(
        source="Your shift ends at {time}, and {code} is a crisis in your hands. You can ask somebody to "
        "take it."
    ),
    "bot.staff.ends_now": Words(
        source="Your shift is over. {code} is still in your hands, and I have asked {name} to take it. You "
        "are free as soon as somebody has it."
    ),
    "bot.staff.off_rest": Plural(
        count="count",
        one="One case is in your hands. It can stay with you, or go to somebody:",
        other="{count} cases are in your hands. They can stay with you, or go to somebody:",
    ),
    "bot.staff.button_off_keep": Words(source="I keep them and go"),
    "bot.staff.off_until": Words(source="You are off duty until {time}."),
    "bot.staff.off_open": Words(source="You are off duty. /onduty brings you back."),
    "bot.staff.off_others": Words(source="On duty now: {names}."),
    "bot.staff.off_nobody": Words(
        source="Nobody else is on now. Whoever writes is told so, and which lines answer."
    ),
    "bot.staff.off_thanks": Words(source="Thank you for being there. Rest well."),
    "bot.staff.off_already": Words(source="You are off duty. /onduty brings you back."),
    "bot.staff.off_already_until": Words(
        source="You are off duty until {time}. /onduty brings you back before."
    ),
    # handing over
    "bot.staff.button_hand_over": Words(source="Hand over {code}"),
    "bot.staff.button_swap": Words(source="Swap me off {code}"),
    "bot.staff.hand_nothing": Words(source="Nothing is in your hands."),
    "bot.staff.hand_which": Words(source="What would you like to hand over?"),
    "bot.staff.hand_whom": Words(source="Whom shall I ask to take {code} ({level})?"),
    "bot.staff.hand_nobody": Words(
        source="There is nobody else I can ask to take {code}, so it stays with you for now. You do not have "
        "to carry it alone. These lines answer at any hour, and you can pass them on:\n{lines}\n\nYou can "
        "also call whoever runs your programme: who joins the team by a link can take it over. When you two "
        "have a plan, or it is over, [Close] on the case says so."
    ),
    "bot.staff.hand_gone": Words(source="This person cannot take it any more."),
    "bot.staff.hand_name_on": Words(source="{name} · on duty"),
    "bot.staff.hand_name_busy": Words(source="{name} · has a crisis"),
    "bot.staff.hand_offered": Words(
        source="I have asked {name} to take {code}. It stays with you until somebody has it. Would you "
        "like to leave a line for whoever takes it? You can write it now."
    ),
    "bot.staff.hand_offered_for": Words(
        source="I have asked {name} to take {code}. Would you like to leave a line for whoever takes it? You "
        "can write it now."
    ),
    "bot.staff.hand_offered_by": Words(
        source="{giver} has asked {name} to take {code}. It stays with you until somebody has it."
    ),
    "bot.staff.hand_note_late": Words(source="{code} is closed, so what you wrote went to nobody."),
    "bot.staff.button_no_note": Words(source="No line"),
    "bot.staff.hand_note_kept": Words(source="Kept. Whoever takes {code} reads it."),
    "bot.staff.hand_note": Words(source="{name} left a line about {code}:\n{words}"),
    "bot.staff.hand_offer": Words(
        source="{name} asks you to take over {code} ({level}, open for {age}). It stays with {holder} "
        "until you do."
    ),
    "bot.staff.hand_offer_free": Words(
        source="{name} asks you to take {code} ({level}, open for {age}). Nobody has it yet."
    ),
    "bot.staff.hand_supervisor": Words(
        source="{code} ({level}, open for {age}) needs new hands: {name} has asked for somebody to "
        "take it over, and nobody has yet."
    ),
    "bot.staff.button_accept": Words(source="I take it over"),
    "bot.staff.button_decline": Words(source="I cannot now"),
    "bot.staff.hand_accepted": Words(source="{name} has {code} now. Thank you for handing it over well."),
    "bot.staff.hand_yours_already": Words(source="{code} is in your hands already."),
    "bot.staff.hand_declined": Words(source="{name} cannot take {code} now."),
    "bot.staff.hand_declined_thanks": Words(
        source="Thank you for saying so. I ask somebody else about {code}."
    ),
    "bot.staff.hand_next": Words(
        source="{before} has not answered about {code}. I have asked {name} as well. It is still with you."
    ),
    "bot.staff.hand_again": Words(
        source="Nobody has answered about {code} yet. I have asked {name} once more. It is still with you."
    ),
    "bot.staff.hand_nobody_accepts": Words(
        source="Nobody could take {code} yet. It is still with you. /handover asks somebody by name."
    ),
    # swap me off this one
    "bot.staff.swap_sure": Words(
        source="Shall somebody else take {code}? You need no reason, and nobody counts it."
    ),
    "bot.staff.button_swap_sure": Words(source="Yes, somebody else"),
    "bot.staff.button_swap_keep": Words(source="No, I keep it"),
    "bot.staff.swap_kept": Words(source="All right, it stays with you."),
    "bot.staff.swapped": Words(
        source="{code} is no longer with you. Others are being asked. Thank you for looking after "
        "yourself too."
    ),
    "bot.staff.swap_told": Words(source="{code} goes to other hands. Asked next: {name}."),
    "bot.staff.swap_next": Words(source="{code} · {level} · you are next"),
    # who walks with whom
    "bot.command_assign": Words(source="Choose a coach for somebody"),
    "bot.slash_assign": Words(source="assign"),
    "bot.staff.choose_how": Words(source="Write /assign and then the code, for example: /assign R8"),
    "bot.staff.choose_coach": Words(source="{name} walks with {code}. Who can walk with them from now on?"),
    "bot.staff.choose_first_coach": Words(source="Who can walk with {code} from now on?"),
    "bot.staff.button_choose_coach": Words(source="Choose a coach"),
    "bot.staff.chosen": Words(source="{name} walks with {code} from now on. I have told them both."),
    "bot.staff.chosen_quietly": Words(
        source="{name} walks with {code} from now on. I have told {name}. {code} has stopped, or cannot be "
        "reached, and hears nothing of it from me."
    ),
    "bot.staff.chosen_before": Words(source="{name} walks with {code} already."),
    "bot.staff.walks_with_other": Words(source="{name} walks with {code} from now on."),
    "bot.staff.walks_with_you": Words(source="{code} walks with you from now on."),
    "bot.goes_on_with": Words(
        source="{coach} goes on with you from here, instead of {giver}. What you write here goes to {coach}."
    ),
    "bot.new_coach": Words(
        source="{coach} is your coach from now on: a person from our team. Would you like somebody else? You "
        "can say so at any time."
    ),
    "bot.staff.walks_with_count": Words(source="{name} · walks with {count}"),
    "bot.staff.caseload_full": Plural(
        count="count",
        one="{name} walks with one person now. Their hands are full from {full} on.",
        other="{name} walks with {count} people now. Their hands are full from {full} on.",
    ),
    "bot.staff.caseload_too_many": Plural(
        count="count",
        one="{name} walks with one person now. From {many} on it is too many: for them, and for people.",
        other="{name} walks with {count} people now. From {many} on it is too many: for them, and for "
        "people.",
    ),
    # what a person reads of it in /whosaw
    "bot.saw_changed_coach": Words(source="chose who walks with you"),
    "bot.saw_took_over_case": Words(source="took over the talk with you"),
    "bot.saw_handed_over": Words(source="handed you on to somebody else of the team"),
    "bot.saw_read_a_note": Words(source="read a line that another coach had left about you"),
}
