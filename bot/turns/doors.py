"""The doors of a person's own buttons: each verb to whoever carries it out.

A button of one's own belongs to whoever's chat it stands in, whatever is open, and never becomes an answer.
What it may do is decided where it is done.
"""

from collections.abc import Mapping

from bot.turns.buttons import OwnButton
from bot.turns.climbing import doors as climbing
from bot.turns.incoming import Pressed
from bot.turns.leading import doors as leading
from bot.turns.opening import doors as opening
from bot.turns.owning import helping, leaving, mydata, screen, stopping, whosaw
from bot.turns.play import Play
from bot.turns.rooms import OwnVerb
from bot.turns.serving import doors as serving
from bot.turns.standing import Standing, ask_for_person
from bot.turns.talking import doors as talking
from bot.turns.welcoming import entrance, newcomers, young
from bot.turns.welcoming.coming_in import ask_for_help_now, come_in
from bot.turns.welcoming.guests import is_guest
from bot.turns.work import ChoiceShown, TapAnswer

# {verb: what carries it out}, each in the room that makes the button.
_IN_ROOMS: Mapping[str, OwnVerb] = {
    **climbing.OWN_VERBS,
    **serving.OWN_VERBS,
    **talking.OWN_VERBS,
    **opening.OWN_VERBS,
    **leading.OWN_VERBS,
}


def press_own(play: Play, standing: Standing, button: OwnButton, came: Pressed) -> None:
    """Carry out the button; one of another version of Holdfast is answered with a short note."""
    play.work.courtesies.append(TapAnswer(tap_id=came.tap_id))
    match button.verb:
        case "help":
            ask_for_help_now(play, standing)
        case "look":
            entrance.look_around(play)
        case "topic":
            entrance.show_topic(play, button.detail)
        case "lang":
            _keyboard_goes(play, came)
            entrance.choose_language(play, button.detail)
            _first_screen(play)
        case "entrance":
            _first_screen(play)
        case "person" if button.detail == young.YOUNG:
            young.ask_for_person(play)
        case "person":
            ask_for_person(play, standing)
        case "start":
            _keyboard_goes(play, came)
            come_in(play, standing)
        case "join":
            newcomers.join(play, came)
        case "meant" if helping.is_about_help(button):
            helping.not_meant(play, standing, button, came)
        case "meant":
            stopping.meant(play, standing, button, came)
        case "contact":
            stopping.contact(play, standing, button, came)
        case "read":
            screen.read(play, standing, button, came)
        case "clear":
            screen.clear(play, standing, button, came)
        case "mydata":
            mydata.show(play)
        case "see":
            mydata.see(play)
        case "take":
            mydata.take(play)
        case "ways":
            mydata.ways(play, button)
        case "correct":
            mydata.correct(play, button)
        case "script":
            mydata.begin_script(play, standing, button.detail)
        case "delete":
            leaving.delete(play, standing)
        case "delete_sure":
            leaving.delete_sure(play, standing, button, came)
        case "withdraw":
            leaving.withdraw(play)
        case "withdraw_sure":
            leaving.withdraw_sure(play, button, came)
        case "whosaw":
            whosaw.show(play)
        case verb if verb in _IN_ROOMS:
            _IN_ROOMS[verb](play, standing, button, came)
        case _:
            _not_known(play, came)


def _first_screen(play: Play) -> None:
    """Show it to a guest; who is past it has the menu."""
    if is_guest(play.work, play.who):
        entrance.show(play)
    else:
        play.say("bot.menu")


def _keyboard_goes(play: Play, came: Pressed) -> None:
    play.work.courtesies.append(ChoiceShown(chat=came.chat, message_id=came.message_id))


def _not_known(play: Play, came: Pressed) -> None:
    words = play.own("bot.toast_old_button")
    play.work.courtesies[-1] = TapAnswer(tap_id=came.tap_id, words=words)
