"""What translators can get wrong, and what has changed under their hands."""

from collections.abc import Callable
from pathlib import Path

from bot.scripts import load, update_catalog, update_own_catalog
from tests.scripts.example import Example

LOCALES = Path(__file__).parents[3] / "locales"
CATALOG = "locales/es/LC_MESSAGES/conversations.po"
OWN_CATALOG = "locales/es/LC_MESSAGES/bot.po"
NUDGE = ("after_use.nudge", "I am still here, {name}. Nothing about this changes how welcome you are.")
BUTTON = ("after_use.button", "I need to share")
CRISIS = ("crisis_help.with_you.ask", "I am really glad you told me. Is somebody with you?")


def translated(*texts: tuple[tuple[str, str], str], fuzzy: bool = False) -> Callable[[dict[str, str]], None]:
    """Return what puts a catalog into the files, in which only these texts are translated."""

    def make(files: dict[str, str]) -> None:
        po = update_catalog(load(files), "", "es")
        for (text_id, msgid), msgstr in texts:
            start = f'msgctxt "{text_id}"\nmsgid "{msgid}"\nmsgstr '
            assert f'{start}""' in po
            mark = "#, fuzzy\n" if fuzzy else ""
            po = po.replace(f'{start}""', f'{mark}{start}"{msgstr}"')
        files[CATALOG] = po

    return make


def commands(**names: str) -> Callable[[dict[str, str]], None]:
    """Return what puts the shipped words in, with other names for some commands."""

    def make(files: dict[str, str]) -> None:
        translated()(files)
        po = update_own_catalog((LOCALES / "es/LC_MESSAGES/bot.po").read_text("utf-8"), "es")
        for name, said in names.items():
            before = f'msgctxt "bot.slash_{name}"\nmsgid "{name}"\nmsgstr '
            start, _, rest = po.partition(before)
            po = f'{start}{before}"{said}"\n' + rest.partition("\n")[2]
        files[OWN_CATALOG] = po

    return make


def damaged(files: dict[str, str]) -> None:
    files[CATALOG] = 'msgid "a"\nthis is no catalog\n'


def with_numbers(script: str, words: str, said: str) -> Callable[[dict[str, str]], None]:
    def make(files: dict[str, str]) -> None:
        file, text_id, old = {
            "crisis_help": ("crisis_help.yaml", CRISIS[0], CRISIS[1]),
            "after_use": ("after_use.yaml", NUDGE[0], NUDGE[1]),
        }[script]
        files[file] = files[file].replace(old, words)
        translated(((text_id, words), said))(files)

    return make


EXAMPLES = [
    Example(code="E800", make=damaged, said_of=CATALOG, place="2:1", words="does not belong into a catalog"),
    Example(code="E801", make=translated(), said_of=CATALOG, words="crisis texts must be translated before"),
    Example(code="W801", make=translated(), words="after_use.button (after_use.yaml:5): not translated yet"),
    Example(
        code="E802",
        make=translated((NUDGE, "Aquí sigo, {nombre}.")),
        words="differ from English: {name} is missing, {nombre} is not in the English",
    ),
    Example(code="E802", make=translated((NUDGE, "Aquí {name")), words="a { or } is missing its partner"),
    Example(
        code="E803", make=translated((CRISIS, "Qué bueno."), fuzzy=True), words="remove the 'fuzzy' mark"
    ),
    Example(code="W803", make=translated((BUTTON, "Pasó"), fuzzy=True), words="the English text changed"),
    Example(
        code="E804",
        make=translated((BUTTON, "Quiero contarlo hoy mismo")),
        words="the button 'Quiero contarlo hoy mismo' is 25 letters long; at most 24",
    ),
    Example(code="E804", make=translated((NUDGE, "{name}" + "a" * 4096)), words="Telegram refuses"),
    Example(
        code="E810",
        make=commands(help="ayúdame"),
        said_of=OWN_CATALOG,
        words="'ayúdame' cannot be the name of a command. Use a to z without accents",
    ),
    Example(
        code="E810",
        make=commands(help="alto", stop="alto"),
        said_of=OWN_CATALOG,
        words="two commands say the same in Spanish: 'alto' (help and stop). Change one of them.",
    ),
    Example(code="W810", make=translated((BUTTON, "Pasó ")), words="at the beginning or the end. Remove it."),
    Example(
        code="E811",
        make=translated(
            (("after_use.safe_now.choices.okay", "I am okay"), "Así así"),
            (("after_use.safe_now.choices.sick", "Sick, but awake"), "Así así"),
        ),
        words="two buttons say the same in Spanish: 'Así así' (okay and sick). Change one of them.",
    ),
    Example(
        code="E812",
        make=with_numbers("crisis_help", "You can call or text 988.", "Puedes llamar al 998."),
        words="988 stands in the English text and not here. Write the same number.",
    ),
    Example(
        code="E814",
        make=translated((BUTTON, "Bebí o consumí")),
        words="'Bebí o consumí' tells whoever looks on what this is about ('bebi').",
    ),
    Example(
        code="W812",
        make=with_numbers("after_use", "You can call 988, {name}.", "Puedes llamar al 98, {name}."),
        words="988 stands in the English text and not here",
    ),
    Example(code="W813", make=translated((NUDGE, NUDGE[1])), words="word for word. Is it translated?"),
]
