"""The team itself: who belongs to it and in which role, who leaves, and what a role cannot do."""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

TEAM: Mapping[str, Text] = {
    # what is refused, and who can
    "bot.staff.not_allowed_person": Words(
        source="You can do this for people you coach, and for whoever you have a case with. For anybody "
        "else, their coach or a supervisor can."
    ),
    "bot.staff.not_allowed_team": Words(source="Your role cannot do this. An administrator can."),
    "bot.staff.not_allowed_scripts": Words(source="Your role cannot do this. An editor can."),
    "bot.staff.card_sheltered": Words(
        source="This record is sheltered: their name, answers and earlier words open for their own coach and "
        "for supervisors. You see what this case holds."
    ),
    # roles, as people read them
    "bot.staff.role_coach": Words(source="coach"),
    "bot.staff.role_supervisor": Words(source="supervisor"),
    "bot.staff.role_editor": Words(source="editor"),
    "bot.staff.role_evaluator": Words(source="evaluator"),
    "bot.staff.role_admin": Words(source="administrator"),
    # /team
    "bot.staff.team": Plural(
        count="count",
        one="One person is on the team. Tap a name to change something.",
        other="{count} people are on the team. Tap a name to change something.",
    ),
    "bot.staff.team_line": Words(source="{name} · {role}"),
    "bot.staff.team_member": Words(source="{name} · {role}\nOn the team since {day}"),
    "bot.staff.button_role": Words(source="Role"),
    "bot.staff.button_remove": Words(source="Remove"),
    "bot.staff.button_keep": Words(source="No, leave it"),
    "bot.staff.team_which_role": Words(source="Which role can {name} have from now on?"),
    "bot.staff.team_role_set": Words(source="{name} · {role}. I have told {name}."),
    "bot.staff.team_your_role": Words(source="Your role here is now: {role}. /help shows what you can do."),
    "bot.staff.team_remove_sure": Words(
        source="Remove {name} from the team? Their buttons stop working, their open cases go back to the "
        "team, and I take away what I can from their chat. What they did stays on record."
    ),
    "bot.staff.button_remove_sure": Words(source="Yes, remove"),
    "bot.staff.team_removed": Words(source="{name} is no longer on the team."),
    "bot.staff.team_not_there": Words(source="This person is not on the team any more."),
    "bot.staff.team_last_admin": Words(
        source="You look after this programme alone. Somebody else can become an administrator first, with "
        "/team."
    ),
    "bot.staff.team_stays": Words(source="All right, nothing has changed."),
    # /leave
    "bot.staff.leave_sure": Words(
        source="Leave the team? Your buttons stop working, your open cases go back to the team, and I "
        "take away what I can from this chat. A new link lets you come back."
    ),
    "bot.staff.button_leave_sure": Words(source="Yes, I leave"),
    "bot.staff.team_left": Words(
        source="You are no longer on the team. I take away what I still can from this chat. Thank you for "
        "walking with people."
    ),
    # a case whose coach is no longer there
    "bot.staff.case_freed": Words(source="{code} · {level} · nobody has it any more"),
    "bot.coach_left": Plural(
        count="count",
        one="{coach} can no longer write to you here. I have let one person from our team know. I cannot say "
        "when they are able to answer.",
        other="{coach} can no longer write to you here. I have let {count} people from our team know. I "
        "cannot say when they are able to answer.",
    ),
    "bot.coach_left_nobody": Words(
        source="{coach} can no longer write to you here, and nobody else from our team is on duty at this "
        "hour. These lines answer now, day and night: call or text 988. If a life is in danger, call 911."
    ),
    # /reach
    "bot.staff.reach_how": Words(source="Write /reach and the code, for example: /reach K7"),
    "bot.staff.reach_why": Words(
        source="Why do you need another way to reach {code}? What you write next is your reason, and goes to "
        "nobody in a message. It is put on record, and {code} can read it."
    ),
    "bot.staff.reach_not": Words(source="All right. Nothing was opened."),
    "bot.staff.reach_unknown": Words(source="I know nobody by this code. You can look at it once more."),
    "bot.staff.reach_none": Words(source="{code} has told me no other way to reach them."),
    "bot.staff.reach": Words(source="Ways to reach {code}:"),
    "bot.staff.reach_line": Words(source="{kind}: {words}\nWhat may be said there: {may_say}"),
    "bot.staff.reach_number": Words(source="Another number"),
    "bot.staff.reach_trusted_person": Words(source="A person they trust"),
    "bot.staff.reach_place": Words(source="A place"),
    "bot.staff.reach_other": Words(source="Another way"),
    "bot.staff.reach_nothing": Words(source="nothing"),
    "bot.staff.reach_on_record": Words(source="It is recorded that you opened this, and why."),
    # Telegram's own list of commands
    "bot.command_team": Words(source="Who is on the team"),
    "bot.command_leave": Words(source="Leave the team"),
    "bot.command_reach": Words(source="Ways to reach somebody"),
    "bot.slash_team": Words(source="team"),
    "bot.slash_leave": Words(source="leave"),
    "bot.slash_reach": Words(source="reach"),
}
