"""Each sentence of the agreement has a test that shows it; a sentence without one fails here.

The table says which. Who changes a sentence changes its line, and looks whether the test still shows it.
"""

import ast
import re
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.engine import Bundle
from bot.engine.agreement import consent_script
from bot.engine.script import Words
from bot.engine.wording import leaves
from bot.scripts import load, read_folder
from bot.signals import Level
from bot.storage import consent
from bot.texts import Catalogs
from bot.texts.catalogs import CONVERSATIONS
from bot.turns.welcoming.agreeing import version_of
from tests.stories.walking import (
    AGREED,
    READY,
    checks_in,
    does,
    invited,
    joins,
    menu,
    taken,
    text,
    through,
    timers,
)
from tests.world import World

ROOT = Path(__file__).parents[2]
HERE = "stories/test_consent_promises.py"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")

# {sentence: the tests that show it, as file::test under tests/}
SHOWN: dict[str, tuple[str, ...]] = {
    # agreement.what_i_am
    "1/3 · I am a bot, not a person.": (f"{HERE}::test_telegram_itself_says_that_it_is_a_bot",),
    "At first I ask a few short questions each day.": (
        f"{HERE}::test_each_day_at_first_brings_a_few_short_questions",
    ),
    "In a hard moment I have something to try, and a way to a person of our team.": (
        f"{HERE}::test_in_a_hard_moment_there_is_something_to_try_and_a_way_to_a_person",
    ),
    "I am not an emergency service, and I can be slow or get things wrong.": (
        "faults/test_database_away.py::test_a_chat_goes_on_after_an_outage",
        "faults/test_poison.py::test_a_broken_conversation_ends_kindly_and_a_coach_knows",
    ),
    "If a life is in danger, call 911.": (f"{HERE}::test_the_lines_that_danger_brings_name_911",),
    # agreement.about_telegram
    "Telegram carries these messages.": (f"{HERE}::test_telegram_gets_the_words_as_they_are",),
    "It can read chats with bots, so leave out what you do not want it to hold.": (
        f"{HERE}::test_telegram_gets_the_words_as_they_are",
    ),
    'Whoever holds your phone can read them too: "My screen" has ways to keep them out of sight.': (
        f"{HERE}::test_my_screen_makes_the_bot_discreet_and_takes_a_clear_word",
        "stories/test_discretion.py::test_an_invitation_opens_neutral_and_speaks_after_the_tap",
    ),
    "Some of your words and answers make me call a person.": (f"{HERE}::test_what_the_team_is_told_of",),
    "What happens then, a person decides.": (
        "stories/test_stop_words.py::test_an_answer_lowers_nothing_and_only_is_noted",
        "stories/test_coach.py::test_a_case_closes_with_an_outcome",
    ),
    # agreement.who_sees
    "2/3 · What you tell me is stored locked.": (
        "storage/test_stolen_file.py::test_a_stolen_file_names_nobody",
    ),
    "Your coach, our leaders, and whoever of our team I call about you can open your answers.": (
        "turns/test_allowed.py::test_each_role_reaches_the_people_it_may_and_no_others",
    ),
    "Each time is written down, and /whosaw shows it to you.": (
        "stories/test_whosaw.py::test_who_opened_it_when_and_why_newest_first",
    ),
    "Strong craving, hard days in a row, a yes to drinking or using, or danger in your words: then I let our "
    "team know.": (f"{HERE}::test_what_the_team_is_told_of",),
    "Chats with bots are not end-to-end encrypted.": (f"{HERE}::test_telegram_gets_the_words_as_they_are",),
    "Courts, probation and employers get nothing from me.": (
        f"{HERE}::test_nothing_leaves_but_to_the_person_and_the_team",
    ),
    # agreement.details_who
    "This is a consent to share health records.": (
        f"{HERE}::test_every_element_that_the_law_wants_is_there",
    ),
    "It follows 42 CFR Part 2 and the GDPR.": (f"{HERE}::test_every_element_that_the_law_wants_is_there",),
    "Whose record: yours, under the name you give here and your Telegram account.": (
        f"{HERE}::test_a_yes_is_kept_with_its_day_its_language_and_the_words",
    ),
    "Who shares it: {programme}, through me.": (
        f"{HERE}::test_nothing_leaves_but_to_the_person_and_the_team",
    ),
    "With whom: your coach, our leaders, and whoever of our team I call about you.": (
        "turns/test_allowed.py::test_each_role_reaches_the_people_it_may_and_no_others",
    ),
    "What: your name here, your answers and words, and when you wrote.": (
        "keeping/test_gathering.py::test_a_copy_holds_every_readable_column_of_every_table",
    ),
    "That can show that you are in recovery, and what you drank or used.": (
        f"{HERE}::test_every_element_that_the_law_wants_is_there",
    ),
    "What for: to check in with you, and to be there when it is hard.": (
        f"{HERE}::test_each_day_at_first_brings_a_few_short_questions",
        f"{HERE}::test_in_a_hard_moment_there_is_something_to_try_and_a_way_to_a_person",
    ),
    # agreement.details_until
    "Until when: you take it back, or {record_kept_months} months have passed since your last message.": (
        "keeping/test_retention.py::test_whoever_was_not_heard_from_for_the_record_s_time_is_forgotten",
        "stories/test_mydata.py::test_a_yes_is_taken_back_with_one_sure_tap",
    ),
    "Taking back: write /mydata and tap twice.": (
        "stories/test_mydata.py::test_a_yes_is_taken_back_with_one_sure_tap",
    ),
    "What somebody has read before then stays read.": (
        f"{HERE}::test_what_was_opened_before_the_yes_was_taken_back_still_stands_there",
    ),
    "Your yes is your signature.": (f"{HERE}::test_a_yes_is_kept_with_its_day_its_language_and_the_words",),
    "I keep its day, its language and which words you saw.": (
        f"{HERE}::test_a_yes_is_kept_with_its_day_its_language_and_the_words",
    ),
    "Whoever learns something from this record may pass it on, and the law may then protect it less.": (
        f"{HERE}::test_every_element_that_the_law_wants_is_there",
    ),
    "So each file made from it carries this notice: 42 CFR part 2 prohibits unauthorized use or disclosure "
    "of these records.": (
        "keeping/test_page.py::test_it_carries_the_notice_and_says_when_it_was_made",
        "keeping/test_gathering.py::test_the_file_for_programs_says_what_it_is",
    ),
    # agreement.details_rights
    "With /mydata you can see what is kept, take it out, have it corrected, or delete it.": (
        "stories/test_mydata.py::test_what_is_kept_is_told_in_plain_words",
        "stories/test_mydata.py::test_everything_is_handed_out_as_a_page_and_as_json",
        "stories/test_mydata.py::test_name_place_and_hour_are_corrected_in_a_conversation",
        "stories/test_mydata.py::test_whatever_else_is_wrong_reaches_the_team_in_the_persons_words",
        "stories/test_mydata.py::test_one_sure_tap_and_nothing_of_the_person_is_left",
    ),
    "If a life is in danger, or where a law says so, a person of our team may tell others without asking "
    "you.": (f"{HERE}::test_every_element_that_the_law_wants_is_there",),
    "What is opened without a yes is written down with its reason, and /whosaw shows it.": (
        "stories/test_guests.py::test_the_audit_says_who_was_told_by_whom_and_of_what",
        "stories/test_whosaw.py::test_every_act_about_a_person_that_is_written_down_has_words_of_its_own",
    ),
    "The reasons you write for yourself stay as long as your record.": (
        "keeping/test_retention.py::test_reasons_that_somebody_wrote_for_themselves_stay_as_long_as_they_do",
    ),
    "After deleting, one line without your name stays, to show that it was done.": (
        "keeping/test_erasing.py::test_what_stays_is_one_line_that_names_nobody",
    ),
    # agreement.agree
    "3/3 · You can say no, and help now, the lines and looking around stay open to you.": (
        f"{HERE}::test_after_a_no_help_the_lines_and_looking_around_are_there",
    ),
    "A yes can be taken back as easily, at any time: write /mydata.": (
        "stories/test_mydata.py::test_a_yes_is_taken_back_with_one_sure_tap",
    ),
    "Your own words go after {words_kept_days} days, the rest after {record_kept_months} months.": (
        "keeping/test_retention.py::test_after_the_first_months_own_words_are_gone_and_the_record_stays",
        "keeping/test_retention.py::test_after_the_record_s_time_only_what_is_still_needed_is_there",
        "keeping/test_retention.py::test_a_programme_says_how_long",
    ),
    "Is it all right that {programme} keeps what you tell me, about your health and recovery too, and that "
    "these people can read it?": (
        "stories/test_guests.py::test_what_a_stranger_sends_and_changes_is_kept_nowhere",
    ),
    # agreement.thanks and agreement.door_open
    "Thank you.": (f"{HERE}::test_a_yes_is_kept_with_its_day_its_language_and_the_words",),
    "I have written down your yes.": (f"{HERE}::test_a_yes_is_kept_with_its_day_its_language_and_the_words",),
    "That is all right.": (
        "stories/test_newcomer.py::test_a_no_to_the_agreement_is_kind_and_asks_nothing_more",
    ),
    "I will not ask you anything more.": (
        "stories/test_newcomer.py::test_a_no_to_the_agreement_is_kind_and_asks_nothing_more",
    ),
    "If you change your mind, write hello.": (
        "stories/test_newcomer.py::test_who_said_no_may_write_hello_and_begin_again",
    ),
    "This door stays open.": ("stories/test_newcomer.py::test_who_said_no_may_write_hello_and_begin_again",),
}

# What 42 CFR 2.31 wants a consent to say, as our words say it, and the short notice of 2.32.
WANTED = (
    "Whose record: yours, under the name you give here",
    "Who shares it: {programme}",
    "With whom: your coach, our leaders",
    "What: your name here, your answers and words",
    "what you drank or used",
    "What for:",
    "Taking back:",
    "What somebody has read before then stays read",
    "Until when:",
    "Your yes is your signature. I keep its day",
    "may pass it on, and the law may then protect it less",
    "You can say no, and help now",
    "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
    "about your health and recovery too",
    "not end-to-end encrypted",
    "I am a bot, not a person.",
    "where a law says so",
)


@pytest.fixture(scope="module")
def shipped() -> Bundle:
    return load(read_folder(ROOT / "conversations", ROOT / "locales"))


def texts_of(bundle: Bundle) -> dict[str, str]:
    """Return {text id: words} of everything the agreement says; buttons are no sentences."""
    script = f"{consent_script(bundle)}."
    return {
        text_id: leaf.source
        for text_id, words in bundle.texts.items()
        if text_id.startswith(script) and ".choices." not in text_id
        for leaf in leaves(words)
        if isinstance(leaf, Words)
    }


def sentences(words: str) -> list[str]:
    return [part.strip() for part in _SENTENCE_END.split(words) if part.strip()]


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


def test_every_sentence_of_the_agreement_has_a_test_and_no_line_is_left_over(shipped: Bundle) -> None:
    said = {one for words in texts_of(shipped).values() for one in sentences(words)}

    assert said == set(SHOWN)


@pytest.mark.parametrize("shown_by", sorted({one for tests in SHOWN.values() for one in tests}))
def test_the_tests_that_show_them_are_there(shown_by: str) -> None:
    file, _, name = shown_by.partition("::")

    assert name in names_in(file)


def test_the_translation_makes_the_same_promises(shipped: Bundle) -> None:
    catalogs = Catalogs.load(ROOT / "locales", ("es",))
    for text_id, words in texts_of(shipped).items():
        spanish = catalogs.translation(CONVERSATIONS, text_id, words, "es")

        assert spanish is not None, text_id
        assert len(sentences(spanish)) == len(sentences(words)), text_id


def test_every_element_that_the_law_wants_is_there(shipped: Bundle) -> None:
    whole = "\n".join(texts_of(shipped).values())

    assert [words for words in WANTED if words not in whole] == []


async def test_telegram_itself_says_that_it_is_a_bot(world: World) -> None:
    await does(world, world.maya, "hello")

    assert world.sim.world.bot["is_bot"] is True


async def test_each_day_at_first_brings_a_few_short_questions(world: World) -> None:
    await joins(world, world.maya)
    (first,) = await timers(world, world.maya, "check_in")
    thanks = await checks_in(world, world.maya, "Going well", "2", "No", "I called my sister")

    (then,) = await timers(world, world.maya, "check_in")
    assert "Thank you" in text(thanks)
    assert then.due_at - first.due_at == timedelta(days=1)


async def test_in_a_hard_moment_there_is_something_to_try_and_a_way_to_a_person(world: World) -> None:
    await joins(world, world.maya)
    tried = await menu(world, world.maya, "A hard moment")
    await does(world, world.maya, "Breathe with me")
    await menu(world, world.maya, "Talk to a person")

    code = (await world.person_at(world.maya)).code
    assert tried[-1].button("Breathe with me") is not None
    assert any(message.text.startswith(code) and message.button("Open") for message in world.sam.screen)


@pytest.mark.parametrize("words", ["I want to die", "he is not breathing"])
async def test_the_lines_that_danger_brings_name_911(world: World, words: str) -> None:
    await joins(world, world.maya)

    came = await does(world, world.maya, words)

    assert "911" in came[0].text


async def test_telegram_gets_the_words_as_they_are(world: World) -> None:
    last = await joins(world, world.maya)

    sent = world.sim.log.of("sendMessage", world.maya.id)
    assert sent[-1].params["text"] == last[-1].text


async def test_my_screen_makes_the_bot_discreet_and_takes_a_clear_word(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "My screen")
    await does(world, world.maya, "Be discreet")
    await menu(world, world.maya, "My screen")
    await through(world, world.maya, "Choose a clear word", "tangerine")

    who = await world.person_at(world.maya)
    assert (who.discreet, who.clear_word) == (True, "tangerine")
    await does(world, world.maya, "tangerine")
    assert not any(
        "Going well" in message.text or "glad you are here" in message.text for message in world.maya.screen
    )


@pytest.mark.parametrize(
    "days",
    [
        (("Going well", "9"),),
        (("It is hard today", "2", "No", "Skip"),) * 4,
        (("Going well", "2", "Yes"),),
        (("Going well", "2", "No", "I want to die"),),
    ],
    ids=["strong craving", "hard days in a row", "a yes to drinking or using", "danger in words"],
)
async def test_what_the_team_is_told_of(world: World, days: tuple[tuple[str, ...], ...]) -> None:
    await joins(world, world.maya)
    for answers in days:
        assert await world.case_of(world.maya) is None
        await checks_in(world, world.maya, *answers)
        if answers[-1] == "Yes":
            await does(world, world.maya, "I am okay")

    held = await world.case_of(world.maya)
    assert held is not None
    rang = any(message.text.startswith(f"{held.code} ·") for message in world.sam.screen)
    assert rang is (held.level >= Level.URGENT)  # what is to be watched rings on no phone
    assert held.code in text(await does(world, world.sam, "/cases"))


async def test_nothing_leaves_but_to_the_person_and_the_team(world: World) -> None:
    await joins(world, world.maya)
    await checks_in(world, world.maya, "Going well", "2", "Yes", "I am okay")
    await does(world, world.maya, "I want to die")
    await taken(world, world.sam, (await world.person_at(world.maya)).code)
    await does(world, world.maya, "I am here")

    reached = {call.chat for call in world.sim.log if call.method.startswith(("send", "copy", "forward"))}
    assert reached == {world.maya.id, world.sam.id}


@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_yes_is_kept_with_its_day_its_language_and_the_words(world: World, language: str) -> None:
    phone = world.maya if language == "en" else world.luz
    await joins(world, phone, language)

    who = await world.person_at(phone)
    given = await world.read(lambda tx: consent.current(tx, who.id, "programme"))
    edition = world.app.turns._library.current
    assert given is not None
    assert given.person == who.id
    assert given.language == language
    assert timedelta(0) <= world.clock.now() - given.at < timedelta(minutes=5)
    assert given.text_hash == version_of(edition, consent_script(edition.bundle), language)


async def test_what_was_opened_before_the_yes_was_taken_back_still_stands_there(world: World) -> None:
    await joins(world, world.maya)
    await menu(world, world.maya, "Talk to a person")
    code = (await world.person_at(world.maya)).code
    await taken(world, world.sam, code)
    await through(world, world.maya, "/mydata", "Take my yes back", "Yes, take it back")

    said = text(await does(world, world.maya, "/whosaw"))

    assert "Sam (coach): opened your record" in said


async def test_after_a_no_help_the_lines_and_looking_around_are_there(world: World) -> None:
    await does(world, world.maya, "hello")
    said = await through(world, world.maya, *AGREED["en"][:-1], "No")
    assert "988" in text(said)

    door = await does(world, world.maya, "hello")
    assert door[-1].button("Look around first") is not None
    helped = await does(world, world.maya, "I need help now")
    assert "988" in helped[0].text


async def test_a_check_in_waits_for_the_persons_own_tap(world: World) -> None:
    await joins(world, world.maya)

    invitation = await invited(world, world.maya)

    assert invitation.labels == (READY["en"],)
