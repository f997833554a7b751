"""What coaches, supervisors and administrators read. An alert holds a code and a level, nothing more."""

from collections.abc import Mapping

from bot.engine.script import Plural, Text, Words

STAFF: Mapping[str, Text] = {
    # joining the team
    "bot.staff.welcome_admin": Words(
        source="Welcome. You look after this programme here. /invite makes a link for somebody new or for "
        "the team, /cases shows the open cases. Alerts come to this chat."
    ),
    "bot.staff.welcome_coach": Words(
        source="Welcome, {name}. Alerts come to this chat. They show a code and a level, and open on a "
        "tap. People see you as {name}, and /name changes that. Your account stays hidden. Thank you for "
        "walking with people."
    ),
    "bot.staff.invite_made": Words(
        source="You can send this link to one coach. It works once, for 7 days: {link}"
    ),
    "bot.staff.invite_is_participant": Words(
        source="This phone already takes part as a participant, and the two stay apart. You can join the "
        "team from another Telegram account."
    ),
    "bot.staff.already_member": Words(source="You are already part of the team."),
    "bot.staff.name_set": Words(source="People now see you as {name}."),
    "bot.staff.name_how": Words(
        source="Write /name and then the name people can see, for example: /name Sam"
    ),
    "bot.staff.help": Words(source="What you can do here:"),
    "bot.staff.help_case": Words(
        source="While you have a case, what you write here goes to that person, under your name."
    ),
    "bot.staff.not_allowed": Words(source="Your role cannot do this. A supervisor can."),
    # alerts
    "bot.staff.alert": Words(source="{code} · {level}"),
    "bot.staff.alert_again": Words(source="{code} · {level} · nobody has it yet"),
    "bot.staff.alert_more": Words(source="{code} · {level} · something new"),
    "bot.staff.alert_no_consent": Words(source="{code} · {level} · no consent yet"),
    "bot.staff.button_open": Words(source="Open"),
    "bot.staff.button_take": Words(source="I have it"),
    "bot.staff.button_close": Words(source="Close"),
    "bot.staff.level_watch": Words(source="watch"),
    "bot.staff.level_urgent": Words(source="urgent"),
    "bot.staff.level_crisis": Words(source="CRISIS"),
    # an opened case
    "bot.staff.card": Words(source="{code} · {level}\nIn the hands of: {coach}"),
    "bot.staff.card_nobody": Words(source="nobody yet"),
    "bot.staff.card_why": Words(source="Why:"),
    "bot.staff.card_answers": Words(source="Last answers:"),
    "bot.staff.card_words": Words(source="What was written:"),
    "bot.staff.answer_line": Words(source="{label}: {values}"),
    "bot.staff.card_no_consent": Words(
        source="No consent yet. Only what is said in this case is kept, and it goes 72 hours after the case "
        "is closed, unless the person agrees by then."
    ),
    "bot.staff.card_opened_audited": Words(source="It is recorded that you opened this."),
    # taking, talking
    "bot.staff.you_have_it": Words(
        source="You have {code}. What you write here now goes to {name}, under your name. When you have "
        'talked, or tried to, tap "Close".'
    ),
    "bot.staff.other_has_it": Words(source="{coach} already has {code}."),
    "bot.staff.look_first": Words(
        source="Something new came from {code} after this, so nothing has changed yet. Please look first."
    ),
    "bot.staff.nobody_has_it": Words(source="{code} is in nobody's hands now."),
    "bot.staff.taken_by": Words(source="{coach} has {code}."),
    "bot.staff.relayed": Words(source="{words}\n\n{code}"),
    "bot.staff.relayed_media": Words(source="{what} from {code}"),
    "bot.staff.not_delivered": Words(
        source="What you wrote to {code} did not arrive: this person has blocked the bot, or is no longer on "
        "Telegram."
    ),
    "bot.staff.reached_again": Words(
        source="Messages arrive at {code} again. What did not arrive before is not sent once more."
    ),
    "bot.staff.which_case": Words(source="Who is this for?"),
    "bot.staff.no_case": Words(
        source="You have no open case, so this went to nobody. /cases shows what is open."
    ),
    "bot.staff.sent_to": Words(source="Sent to {code}."),
    # closing
    "bot.staff.close_how": Words(source="How did it go with {code}?"),
    "bot.staff.outcome_talked": Words(source="We talked"),
    "bot.staff.outcome_connected": Words(source="Connected with help"),
    "bot.staff.outcome_no_answer": Words(source="No answer"),
    "bot.staff.button_no_answer": Words(source="Close: no answer"),
    "bot.staff.close_unanswered": Words(source="{code} has not answered yet. Closing ends the calls."),
    "bot.staff.close_bot_asks": Words(source="The bot asks {code} tomorrow."),
    "bot.staff.close_leads_told": Words(source="Supervisors are told."),
    "bot.staff.button_close_anyway": Words(source="Close anyway"),
    "bot.staff.closed_unanswered": Words(source="{code} · {level} · closed without an answer"),
    "bot.staff.outcome_false_alarm": Words(source="False alarm"),
    "bot.staff.closed": Words(
        source="{code} is closed: {outcome}. Thank you. Take a breath before the next one."
    ),
    "bot.staff.already_closed": Words(source="{code} is closed."),
    # lists
    "bot.staff.cases_none": Words(source="No open case."),
    "bot.staff.cases_list": Plural(count="count", one="One open case:", other="{count} open cases:"),
    "bot.staff.case_line": Words(source="{code} · {level} · {coach}"),
    # when the bot itself is in trouble
    "bot.staff.crisis_from_memory": Words(
        source="CRISIS, not yet recorded: {code} needs help now. The database does not answer, so this "
        "alert cannot be opened. The crisis lines were sent. If you can reach this person another way, do "
        "it now."
    ),
    "bot.staff.database_down": Words(
        source="The database does not answer. Messages are held in memory and crisis lines are still sent. "
        "Somebody who runs the bot can look now."
    ),
    "bot.staff.database_back": Words(source="The database answers again. What was held is being worked on."),
    "bot.staff.second_bot": Words(
        source="Another program is using this bot's token, so messages may go there. Whoever runs the bot "
        "can stop the other one."
    ),
    "bot.staff.dead_letter": Words(
        source="A message could not be handled after three tries and was put aside. The log has its number."
    ),
    "bot.command_cases": Words(source="Open cases"),
    "bot.command_invite": Words(source="A link for somebody new"),
    "bot.command_name": Words(source="The name people see"),
}
