"""/mydata: somebody sees what is kept about them, takes a copy, corrects it. Done at once, at any hour.

Also for a guest, who is told how little there is. What a guest is shown here is not kept.
"""

from bot.delivery import Button
from bot.ids import from_base62, to_base62
from bot.keeping import GUESTS_KEPT, amounts, skip_answers
from bot.signals import Level
from bot.storage import case, consent, conversation, reach
from bot.storage.lane import Lane
from bot.storage.outbox import PASSING, SHEET
from bot.storage.person import Person
from bot.texts import clock_face, clock_words, long_date_words
from bot.turns.buttons import OwnButton, write
from bot.turns.owning.copying import ask_for_copy
from bot.turns.play import Play
from bot.turns.playing import begin
from bot.turns.posting import post_spoken
from bot.turns.spoken import Spoken
from bot.turns.standing import Standing, set_aside
from bot.turns.welcoming.guests import has_record, is_guest
from bot.turns.work import Work

# The script in which name, place and hour are changed; a set without it has no such button.
DETAILS = "my_details"
# Detail of the button for whatever no script can correct.
SOMETHING_ELSE = "else"
# What a person is told the number of: {table: text}. The other tables hold what stands in words beside it.
COUNTED = {
    "conversation": "bot.mydata_talks",
    "answer": "bot.mydata_answers",
    "remark": "bot.mydata_words",
    "outbox": "bot.mydata_messages",
    "referral": "bot.mydata_places",
    "reach": "bot.mydata_ways",
    "case": "bot.mydata_cases",
}


def show(play: Play) -> None:
    """Say in short what is kept and what can be done with it."""
    guest = play.passing = is_guest(play.work, play.who)
    told_all = guest and not has_record(amounts(play.work.tx, play.who))
    if not guest:
        play.say("bot.mydata")
    elif not told_all:
        play.say("bot.mydata_taken_back")
    else:
        _say_to_guest(play)
    who = own_button(play, "bot.mydata_who_button", "whosaw")
    delete = own_button(play, "bot.mydata_delete_button", "delete")
    take_out = own_button(play, "bot.mydata_take_button", "take")
    if told_all:
        play.spoken.rows += ((take_out,),)
    else:
        play.spoken.rows += ((own_button(play, "bot.mydata_see_button", "see"), take_out),)
    if not guest:
        play.spoken.rows += (
            (own_button(play, "bot.mydata_correct_button", "correct"), who),
            (own_button(play, "bot.mydata_withdraw_button", "withdraw"), delete),
        )
    else:
        play.spoken.rows += ((who, delete),)


def see(play: Play) -> None:
    """Say what is kept, in plain words: how things are set, and how much there is of everything else."""
    kept = amounts(play.work.tx, play.who)
    play.passing = is_guest(play.work, play.who)
    if play.passing and not has_record(kept):
        _say_to_guest(play)
        return
    counted = [play.own(text, count=kept[table]) for table, text in COUNTED.items() if kept.get(table)]
    play.spoken.texts.append("\n".join([play.own("bot.mydata_see"), *_settings(play)]))
    play.spoken.texts.append("\n".join(counted))
    programme = play.work.library.current.bundle.programme
    play.say(
        "bot.mydata_kept",
        words_kept_days=programme.words_kept_days,
        record_kept_months=programme.record_kept_months,
    )
    play.spoken.rows += (
        (
            own_button(play, "bot.mydata_take_button", "take"),
            own_button(play, "bot.mydata_who_button", "whosaw"),
        ),
    )
    if kept.get("reach"):
        play.spoken.rows += ((own_button(play, "bot.mydata_ways_button", "ways"),),)


def ways(play: Play, button: OwnButton) -> None:
    """Show the other ways to reach this person; one whose button was tapped is forgotten first.

    The message goes from the outbox within three days: what was taken out shall not stand there any longer.
    """
    work, who = play.work, play.who
    if button.detail is not None:
        _take_way_out(work, who, _number_of(button.detail))
    kept = reach.of(work.tx, who.id)
    spoken = Spoken()
    for number, way in enumerate(kept, start=1):
        words = (
            play.own("bot.mydata_way_may_say", number=number, words=way.words, may_say=way.may_say)
            if way.may_say
            else play.own("bot.mydata_way", number=number, words=way.words)
        )
        spoken.texts.append(words)
        label = play.own("bot.mydata_way_out_button", number=number)
        spoken.add_button(label, write(OwnButton(verb="ways", detail=to_base62(way.id))))
    if not kept:
        spoken.texts.append(play.own("bot.mydata_no_ways"))
    post_spoken(work, who, spoken, Lane.REPLY, kind=PASSING if is_guest(work, who) else SHEET)


def _take_way_out(work: Work, who: Person, number: int) -> None:
    """The way is forgotten, also where it was told."""
    script = work.library.current.bundle.programme.reach_script
    told = next((way for way in reach.of(work.tx, who.id) if way.id == number), None)
    if told is not None and reach.remove(work.tx, number, who.id) and script is not None:
        skip_answers(work.tx, who.id, script, {told.words, told.may_say or told.words})


def take(play: Play) -> None:
    """A page to read and a file for other programs follow at once."""
    ask_for_copy(play.work, play.who)


def correct(play: Play, button: OwnButton | None = None) -> None:
    """Offer what can be corrected; for anything else the team is told, and reads what is written next."""
    if button is not None and button.detail == SOMETHING_ELSE:
        anybody = bool(play.work.roster.called())
        play.raise_own(Level.WATCH, "wants_correction", "bot.staff.wants_correction")
        play.say("bot.mydata_else" if anybody else "bot.mydata_else_nobody")
        return
    play.say("bot.mydata_correct")
    row: tuple[Button, ...] = (own_button(play, "bot.mydata_else_button", "correct", SOMETHING_ELSE),)
    if DETAILS in play.work.library.current.bundle.scripts:
        row = (own_button(play, "bot.mydata_details_button", "script", DETAILS), *row)
    play.spoken.rows += (row,)


def begin_script(play: Play, standing: Standing, script: str | None) -> None:
    """Begin a script that the person asked for by a button, if it is one that people may begin."""
    known = play.work.library.current.bundle.scripts
    if script is None or script not in known or is_guest(play.work, play.who):
        play.say("bot.toast_old_button")
        return
    set_aside(play, standing, script)
    begin(play, script)


def own_button(play: Play, text: str, verb: str, detail: str | None = None) -> Button:
    """Return a button of the person's own, in their language."""
    return Button(label=play.own(text), data=write(OwnButton(verb=verb, detail=detail)))


def _settings(play: Play) -> list[str]:
    """Return how things are set for this person, a line each."""
    who, work, own = play.who, play.work, play.own
    language = work.library.languages
    place = who.zone.rpartition("/")[2].replace("_", " ")
    lines = [
        own("bot.mydata_name", name=who.name) if who.name else own("bot.mydata_no_name"),
        own("bot.mydata_code", code=who.code),
        own("bot.mydata_language", language=language.get(who.locale, who.locale)),
        own("bot.mydata_zone", time=clock_words(work.at, who.zone, who.locale), place=place),
    ]
    if who.state == "active" and who.began_at is not None:
        lines.append(own("bot.mydata_check_ins_on", day=long_date_words(who.began_at, who.zone, who.locale)))
    else:
        lines.append(
            own("bot.mydata_check_ins_paused" if who.state == "paused" else "bot.mydata_check_ins_off")
        )
    if who.check_in_at is not None:
        lines.append(own("bot.mydata_hour", time=clock_face(who.check_in_at, who.locale)))
    lines += _came_with(play)
    for name in sorted(work.library.current.consents):
        given = consent.current(work.tx, who.id, name)
        if given is not None:
            day = long_date_words(given.at, who.zone, who.locale)
            lines.append(
                own("bot.mydata_agreed", day=day, language=language.get(given.language, given.language))
            )
    told = {"discreet": who.discreet, "clear_word": who.clear_word, "sheltered": who.sheltered}
    return [*lines, *(own(f"bot.mydata_{what}") for what, so in told.items() if so)]


def _came_with(play: Play) -> list[str]:
    """Return what a card or the team gave this person on the way in, a line each."""
    who, own, lines = play.who, play.own, []
    coach = play.work.roster.get(who.coach)
    if coach is not None:
        lines.append(own("bot.mydata_coach", coach=coach.name))
    if who.site:
        lines.append(own("bot.mydata_site", site=who.site))
    if who.release_day is not None:
        lines.append(own("bot.mydata_release", day=long_date_words(who.release_day, who.zone, who.locale)))
    return lines


def _say_to_guest(play: Play) -> None:
    play.say("bot.mydata_guest", days=GUESTS_KEPT.days)
    if came_with := _came_with(play):
        play.spoken.texts.append("\n".join([play.own("bot.mydata_guest_came_with"), *came_with]))
    if case.of_person(play.work.tx, play.who.id):
        play.say("bot.mydata_guest_case")
    elif conversation.latest(play.work.tx, play.who.id) is not None:
        play.say("bot.mydata_guest_begun")


def _number_of(detail: str) -> int:
    try:
        return from_base62(detail)
    except ValueError:
        return 0  # the id of nothing
