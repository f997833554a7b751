"""What only the check says: what is unfinished, untested, unclear, out of date or published before."""

from bot.engine.bundle import Key
from bot.scripts.lock import locked
from bot.scripts.reading.yaml import LARGEST_FILE, Unreadable
from tests.scripts.example import Example

LONG = "A long text about rest. " * 50
LONGER_THAN_A_CAPTION = "A wave that rises and falls. " * 40
PUBLISHED = (
    Key(name="craving", label="Craving", kind="scale", low=0, high=10, unit="points", better="lower"),
    Key(name="mood", label="Mood", kind="one of", values=("good", "hard", "okay")),
    Key(name="used", label="Used", kind="yes or no"),
)


def published(files: dict[str, str], old: str = "", new: str = "") -> None:
    """Lock the keys as they were published, then change keys.yaml."""
    files["keys.lock"] = locked({key.name: key for key in PUBLISHED})
    files["keys.yaml"] = files["keys.yaml"].replace(old, new)


def many_slips(files: dict[str, str]) -> None:
    files["words.yaml"] += "".join(f"X{number}: 1\n" for number in range(150))


def many_unread_lines(files: dict[str, str]) -> None:
    languages = "".join(
        f"    {one}{other}: {{text: Call 988.}}\n" for one in "abcdefgh" for other in "qrstuvwxyzabcdefgh"
    )
    files["resources.yaml"] += f"more_lines:\n  crisis: yes\n  us:\n    es: {{text: Llama.}}\n{languages}"


EXAMPLES = [
    Example(
        code="E101",
        file="my_reasons.yaml",
        make=lambda files: files.update({"my_reasons.yaml": Unreadable("This is a folder.")}),
        place="1:1",
        words="This is a folder.",
    ),
    Example(
        code="E101",
        file="my_reasons.yaml",
        make=lambda files: files.update({"my_reasons.yaml": "x" * (LARGEST_FILE + 1)}),
        place="1:1",
        words="larger than",
    ),
    Example(
        code="E108",
        file="my_reasons.yaml",
        old='say: "Your own words: {reason}"',
        new="say: “Your own words: {reason}”",
        place="11:10",
        words="curly quote sign, often pasted from Word. Type straight ones instead",
    ),
    Example(
        code="W108",
        file="daily_checkin.yaml",
        old="Good to hear. You did the work to get here.",
        new="“Good to hear.”",
        place="30:13",
        words="The whole text stands in curly quote signs",
    ),
    Example(code="E118", file="words.yaml", make=many_slips, words="... and 50 more in this file."),
    Example(code="W118", file="resources.yaml", make=many_unread_lines, words="more in this file."),
    Example(
        code="E304",
        file="keys.yaml",
        make=lambda files: published(
            files, "used: {label: Drank or used, kind: yes or no", "used: {label: U, kind: date"
        ),
        place="6:18",
        words="'used' already has stored answers where kind was yes or no; now it is date. Old and new could "
        "not be compared. Keep it and add a new key, for example used_2.",
    ),
    Example(
        code="E304",
        file="keys.yaml",
        make=lambda files: published(files, "range: 0 to 10, unit", "range: 0 to 5, unit"),
        place="3:40",
        words="range was 0 to 10; now it is 0 to 5.",
    ),
    Example(
        code="E304",
        file="keys.yaml",
        make=lambda files: published(files, "[good, okay, hard]", "[good, okay, bad]"),
        words="the values had 'hard'; now it is not among them.",
    ),
    Example(
        code="E304",
        file="keys.yaml",
        make=lambda files: published(files, ", better: lower", ""),
        place="3:1",
        words="better was lower; now it is not there.",
    ),
    Example(
        code="E305",
        file="keys.yaml",
        make=lambda files: published(files, "used: {", "used_now: {"),
        place="2:1",
        words="'used' was published before and has answers stored. Do not delete it; mark it 'retired'",
    ),
    Example(
        code="E308",
        file="keys.lock",
        make=lambda files: files.update({"keys.lock": "{broken"}),
        place="1:1",
        words="Take the last one that was published",
    ),
    Example(
        code="W305",
        file="daily_checkin.yaml",
        old="    save: win\n",
        new="",
        place="61:3",
        words="The answer to 'win' is not saved, and nothing depends on it. Is 'save:' missing?",
    ),
    Example(
        code="E503",
        file="daily_checkin.yaml",
        old="one: Thank you, {name}.",
        new="one: Thank you, {name}, {mood}.",
        place="69:12",
        words="{mood} may be empty if the person skips that question. Give 'mood' a 'when missing' text",
    ),
    Example(
        code="E503",
        file="after_use.yaml",
        old="- Be gentle with yourself tonight, {name}.",
        new="- Be gentle with yourself tonight, {craving}.",
        words="{craving} may be empty: no question of this conversation asks for it.",
    ),
    Example(
        code="E503",
        file="daily_checkin.yaml",
        old="tell coach: Four hard days in a row.",
        new="tell coach: Four hard days in a row, craving {craving}.",
        words="{craving} may be empty",
    ),
    Example(
        code="W510",
        file="crisis_help.yaml",
        old="Good. Let them know how you feel, if you can.",
        new=LONG,
        words="letters long. Messages over 600 are hard to read on a phone.",
    ),
    Example(
        code="E510",
        file="ride_the_wave.yaml",
        old="  breathe:\n    say: Breathe in, and slowly out.",
        new=f"  breathe:\n    picture: wave.png\n    described as: {LONGER_THAN_A_CAPTION}",
        place="19:19",
        words="Telegram refuses captions over 1024.",
    ),
    Example(
        code="E606",
        file="after_use.yaml",
        old="      - coach told: thoughts_of_dying\n",
        new="",
        place="101:3",
        words="The crisis rule 'thoughts_of_dying' has no test that ends with 'coach told: thoughts",
    ),
    Example(
        code="W607",
        file="safety.yaml",
        old="[I want to die]",
        new="[die]",
        place="3:8",
        words="The safety phrase 'die' is very short and would raise false alarms.",
    ),
    Example(
        code="W608",
        file="safety.yaml",
        old="[I want to die]",
        new="[of dying]",
        place="3:8",
        words="The safety phrase 'of dying' also matches our own button 'Thoughts of dying' in after_use.",
    ),
    Example(
        code="W609",
        file="crisis_help.yaml",
        old="  with_you:\n",
        new="  once_more:\n    show: crisis_lines\n  with_you:\n",
        place="15:11",
        words="'crisis_lines' was just shown by step 'lines', with no question between.",
    ),
    Example(
        code="W610",
        file="resources.yaml",
        old="verified on: 2026-11-01",
        new="verified on: 2026-05-01",
        words="'crisis_lines' (us, en) was dialled and read 204 days ago.",
    ),
    Example(
        code="W610",
        file="resources.yaml",
        old=", verified on: 2026-11-01, by: Sam",
        new="",
        place="5:5",
        words="Nobody has written down yet that 'crisis_lines' (us, en) was dialled and read.",
    ),
    Example(
        code="W703",
        file="daily_checkin.yaml",
        said_of="ride_the_wave.yaml",
        also=(
            (
                "ride_the_wave.yaml",
                "starts: menu button\nbutton: Ride out a feeling\nquiet button: A hard moment\n",
                "starts: by the programme\nif no answer: {give up after: 1 hour}\n",
            ),
        ),
        place="4:1",
        words="programme.yaml does not name it",
    ),
    Example(
        code="E704",
        file="programme.yaml",
        old="check-in: daily_checkin every week",
        new="check-in: ride_the_wave every week",
        place="13:28",
        words="but that file says 'starts: menu button'. Write there: starts: by the programme",
    ),
    Example(
        code="W705",
        file="looking_back.yaml",
        also=(("after_use.yaml", "schedule: looking_back", "schedule: daily_checkin"),),
        place="4:1",
        words="but no script schedules it, so nobody ever meets it.",
    ),
    Example(
        code="W902",
        file="daily_checkin.yaml",
        make=lambda files: files.update(
            {"daily_checkin.yaml": files["daily_checkin.yaml"].partition("tests:\n")[0]}
        ),
        place="2:1",
        words="This script has no tests.",
    ),
]
