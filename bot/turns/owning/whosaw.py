"""/whosaw: who looked at somebody's record or did something with it, when and why, newest first.

Read from the audit log alone, which nobody can change, and told in plain words in the person's language.
"""

from bot.keeping.acts import words_for
from bot.storage import audit, member
from bot.storage.audit import Entry
from bot.texts import clock_words, long_date_words
from bot.turns.owning.mydata import own_button
from bot.turns.play import Play
from bot.turns.welcoming.guests import is_guest

# What fits on one screen with its words around it; the rest is in the copy.
NEWEST = 12
PERSON = "person"  # the subject of every entry about somebody's record


def show(play: Play) -> None:
    """Say who is in the audit log with this person, and what does not stand there."""
    play.passing = is_guest(play.work, play.who)
    entries = audit.of(play.work.tx, PERSON, play.who.id)[::-1]
    if entries:
        lines = [play.own("bot.saw_head", count=len(entries))]
        lines += [_told(play, entry) for entry in entries[:NEWEST]]
        if len(entries) > NEWEST:
            lines.append(play.own("bot.saw_more", count=len(entries) - NEWEST))
        play.spoken.texts.extend(lines)
    else:
        play.say("bot.saw_nobody")
    play.say("bot.saw_alerts")
    play.say("bot.saw_server")
    play.spoken.rows += ((own_button(play, "bot.mydata_take_button", "take"),),)


def _told(play: Play, entry: Entry) -> str:
    who = play.who
    line = play.own(
        "bot.saw_line",
        day=long_date_words(entry.at, who.zone, who.locale),
        time=clock_words(entry.at, who.zone, who.locale),
        who=_actor(play, entry),
        what=play.own(words_for(entry.action)),
    )
    return f"{line}\n{play.own('bot.saw_reason', reason=entry.reason)}" if entry.reason else line


def _actor(play: Play, entry: Entry) -> str:
    """Return who acted, as the person knows them: the name people see, and the role they acted in."""
    if entry.who is None:
        known = {"participant": "bot.saw_you", "operator": "bot.saw_operator"}
        return play.own(known.get(entry.role, "bot.saw_bot"))
    role = play.own(f"bot.saw_role_{entry.role}")
    found = member.get(play.work.tx, entry.who)
    if found is None:
        return play.own("bot.saw_former", role=role)
    return play.own("bot.saw_member", name=found.name, role=role)
