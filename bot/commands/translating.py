"""What `translate` does with files: reads all, changes nothing until everything is known to be right."""

from pathlib import Path

from bot.commands.translation_status import counts, show
from bot.commands.writing import write_whole
from bot.engine import Bundle
from bot.errors import HoldfastError, ScriptError
from bot.scripts import load, read_folder
from bot.scripts.problem import Problem, counted, did_you_mean
from bot.scripts.translating.catalog import write_catalog, write_template
from bot.scripts.translating.extract import entries, own_entries
from bot.scripts.translating.languages import language_code, language_name
from bot.scripts.translating.progress import catalogs_of, languages_of, progress
from bot.scripts.translating.sheet import LARGEST_SHEET, SEPARATORS, SheetError, read_sheet, write_sheet
from bot.scripts.translating.taking_in import Open
from bot.scripts.translating.translations import catalog_or_problem
from bot.scripts.wording import CatalogWording, words_to_avoid

LARGEST_CATALOG = 20_000_000  # bytes; a catalog of ten thousand texts has about 2 MB


class NothingToTranslateError(HoldfastError):
    """Everything is written in this language already."""


def extract_templates(to: Path, conversations: Path, locales: Path) -> int:
    """Write both templates; they hold no date, so they change when a text does and not otherwise."""
    bundle = _bundle(conversations, locales)
    for name, wanted in (("conversations", tuple(entries(bundle))), ("bot", tuple(own_entries()))):
        path = to / f"{name}.pot"
        changed = write_whole(path, write_template(wanted).encode("utf-8"))
        print(f"{path}: {counted(len(wanted), 'text')}, {'written' if changed else 'nothing changed'}")
    return 0


def update_catalogs(language: str, conversations: Path, locales: Path) -> int:
    """Bring the catalogs of one language, or of all, up to date and say how far each is."""
    bundle = _bundle(conversations, locales)
    for code in _languages(bundle, language):
        texts = _catalogs(bundle, locales, code)
        for name, wanted in catalogs_of(bundle, code).items():
            texts[name] = write_catalog(wanted.entries, texts.get(name, ""), code)
            path = _path(locales, code, name)
            changed = write_whole(path, texts[name].encode("utf-8"))
            parts = [one for one in progress(bundle, code, texts) if (one.part == "bot") == (name == "bot")]
            print(f"{path}: {counts(parts)}, {'written' if changed else 'nothing changed'}", flush=True)
        if code not in bundle.programme.languages:
            name = language_name(code)
            print(f"When {name} is ready, add '{code}' to 'languages' in programme.yaml; resources.yaml,")
            print(f"services.yaml and safety.yaml need {name} too, written by people who grew up with it.")
    return 0


def show_status(language: str, conversations: Path, locales: Path, *, as_json: bool = False) -> int:
    """Print how far each language is; return 1 if a crisis can reach what is not translated."""
    bundle = _bundle(conversations, locales)
    parts = [
        one
        for code in _languages(bundle, language)
        for one in progress(bundle, code, _catalogs(bundle, locales, code))
    ]
    show(parts, as_json=as_json)
    return 1 if any(one.stops for one in parts) else 0


def export_sheet(language: str, file: Path | None, separator: str, conversations: Path, locales: Path) -> int:
    """Write the spreadsheet of one language."""
    if separator not in SEPARATORS:
        raise SheetError(
            f"'{separator[:20]}' is no separator.{did_you_mean(separator, SEPARATORS)}",
            remedy="Write --separator comma, semicolon or tab.",
        )
    bundle = _bundle(conversations, locales)
    (code,) = _languages(bundle, language)
    opened = Open(catalogs_of(bundle, code), _catalogs(bundle, locales, code), code)
    rows = list(opened.rows())
    path = file or Path(f"{code}.csv")
    data = write_sheet(rows, code, forms=opened.forms, separator=SEPARATORS[separator])
    changed = write_whole(path, data)
    as_before = "" if changed else ", as before"
    print(f"{path}: {counted(len(rows), 'text')} for {language_name(code)}{as_before}.")
    return 0


def import_sheet(
    language: str, file: Path, conversations: Path, locales: Path, *, partial: bool = False
) -> int:
    """Check the spreadsheet and take it in; return 1, with nothing written, if a row has an error."""
    bundle = _bundle(conversations, locales)
    (code,) = _languages(bundle, language)
    try:
        with file.open("rb") as opened_file:
            data = opened_file.read(LARGEST_SHEET + 1)
    except OSError as error:
        remedy = "Name the CSV file that came back from the translator."
        raise SheetError(f"{file} cannot be read: {error.strerror}.", remedy=remedy) from None
    opened = Open(catalogs_of(bundle, code), _catalogs(bundle, locales, code), code)
    taken = opened.take(read_sheet(data, code), CatalogWording(code, words_to_avoid(bundle.avoid, code)))
    for fault in taken.faults:
        print(f"{file}:{fault}")
    errors = sum(not fault.is_warning for fault in taken.faults)
    if errors and not partial:
        print(
            f"Nothing was taken in: {counted(errors, 'error')}. Mend the rows above, or add --partial to take"
            " the others."
        )
        return 1
    written = [
        path
        for name, text in taken.catalogs.items()
        if write_whole(path := _path(locales, code, name), text.encode("utf-8"))
    ]
    if written:
        print(f"{counted(taken.changed, 'translation')} taken into {', '.join(map(str, written))}.")
    else:
        print("Nothing new: every translation is as it was.")
    return 1 if errors else 0


def _bundle(conversations: Path, locales: Path) -> Bundle:
    return load(read_folder(conversations, locales))


def _languages(bundle: Bundle, language: str) -> tuple[str, ...]:
    """Return the language that was named, or all of the programme in which anything is to be translated."""
    if not language:
        return languages_of(bundle)
    code = language_code(language)
    if not catalogs_of(bundle, code):
        raise NothingToTranslateError(
            f"{language_name(code)} is what the conversations and the bot's own words are written in.",
            remedy="Name another language.",
        )
    return (code,)


def _catalogs(bundle: Bundle, locales: Path, language: str) -> dict[str, str]:
    """Return {name: text} of the catalogs that are there. Raises ScriptError for a damaged one."""
    texts: dict[str, str] = {}
    for name in catalogs_of(bundle, language):
        path = _path(locales, language, name)
        if not path.exists():
            continue
        try:
            with path.open("rb") as file:
                text = file.read(LARGEST_CATALOG).decode("utf-8", "surrogateescape")
        except OSError as error:
            raise ScriptError(
                f"{path}:1:1: error: This file cannot be read: {error.strerror}. [E800]"
            ) from None
        text = text.removeprefix("\ufeff")
        problem = catalog_or_problem(str(path), text, language)
        if isinstance(problem, Problem):
            raise ScriptError(str(problem), remedy="Mend this line, or bring back an older copy of the file.")
        texts[name] = text
    return texts


def _path(locales: Path, language: str, name: str) -> Path:
    return locales / language / "LC_MESSAGES" / f"{name}.po"
