"""Whatever becomes of a good file, loading it gives a bundle or a ScriptError, and nothing else."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import ScriptError
from bot.scripts import load, read_folder
from tests.scripts.conftest import GOOD

FILES = dict(read_folder(GOOD, Path("no_catalogs")))
SIGNS = st.sampled_from(
    [
        *":#-{}[]&*!|>'\"%@`,?~ \n\t",
        "\r\n",
        "\u00a0",
        "“",
        "null",
        "\x00",
        "\ud800",
        "\u2028",
        ": ",
        "- ",
        " #x",
    ]
)
WORDS = sorted({word for text in FILES.values() for word in text.split()})
LINES = sorted({line for text in FILES.values() for line in text.splitlines()})


def loads_or_explains(files: dict[str, str]) -> None:
    message = ""
    try:
        load(files)
    except ScriptError as error:
        message = str(error)
    assert all(": error: " in line and line.endswith("]") for line in message.splitlines())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_file_with_a_few_slips_never_breaks_the_reader(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text)))
        length = data.draw(st.sampled_from([0, 0, 1, 3, 20]))
        text = text[:place] + data.draw(SIGNS) + text[place + length :]

    loads_or_explains({**FILES, name: text})


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_words_and_lines_in_wrong_places_never_break_the_reader(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    lines = FILES[name].splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "twice", "line", "word", "deeper"])):
            case "drop":
                lines[place] = ""
            case "twice":
                lines.insert(place, lines[place])
            case "line":
                lines[place] = data.draw(st.sampled_from(LINES))
            case "word":
                words = lines[place].split(" ")
                words[data.draw(st.integers(0, len(words) - 1))] = data.draw(st.sampled_from(WORDS))
                lines[place] = " ".join(words)
            case _:
                lines[place] = "  " + lines[place]

    loads_or_explains({**FILES, name: "\n".join(lines) + "\n"})


@given(text=st.text(max_size=200), name=st.sampled_from([*sorted(FILES), "other.yaml"]))
def test_any_text_at_all_is_a_problem_and_no_more(text: str, name: str) -> None:
    loads_or_explains({**FILES, name: text})
