"""`translate`: the way of the words to translators and back."""

from pathlib import Path
from typing import Annotated

import typer

translate = typer.Typer(
    no_args_is_help=True,
    help="Bring the words to translators and back: catalogs (.po), or a spreadsheet (CSV).",
)

Conversations = Annotated[Path, typer.Option(help="Where the conversations stand.")]
Locales = Annotated[Path, typer.Option(help="Where the translations stand.")]
CONVERSATIONS, LOCALES = Path("conversations"), Path("locales")


@translate.command()
def extract(
    to: Annotated[Path, typer.Option(help="The folder to write to.")] = LOCALES,
    conversations: Conversations = CONVERSATIONS,
    locales: Locales = LOCALES,
) -> None:
    """Write the templates conversations.pot and bot.pot, for tools that start from these."""
    from bot.commands.translating import extract_templates

    raise typer.Exit(extract_templates(to, conversations, locales))


@translate.command()
def update(
    language: Annotated[
        str, typer.Argument(help="A language, such as es or Spanish. Default: all of the programme.")
    ] = "",
    conversations: Conversations = CONVERSATIONS,
    locales: Locales = LOCALES,
) -> None:
    """Bring the catalogs up to date, or make those of a new language. Nothing translated is ever lost."""
    from bot.commands.translating import update_catalogs

    raise typer.Exit(update_catalogs(language, conversations, locales))


@translate.command()
def status(
    language: Annotated[str, typer.Argument(help="A language. Default: all of the programme.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
    conversations: Conversations = CONVERSATIONS,
    locales: Locales = LOCALES,
) -> None:
    """Show what is translated, doubtful and missing. Exit code 1 if a crisis could reach what is missing."""
    from bot.commands.translating import show_status

    raise typer.Exit(show_status(language, conversations, locales, as_json=json))


@translate.command()
def export(
    language: Annotated[str, typer.Argument(help="A language, such as es or Spanish.")],
    file: Annotated[Path | None, typer.Argument(help="The CSV file to write. Default: es.csv")] = None,
    separator: Annotated[str, typer.Option(help="Between the columns: comma, semicolon or tab.")] = "comma",
    conversations: Conversations = CONVERSATIONS,
    locales: Locales = LOCALES,
) -> None:
    """Write a spreadsheet of all texts and their translations."""
    from bot.commands.translating import export_sheet

    raise typer.Exit(export_sheet(language, file, separator, conversations, locales))


@translate.command("import")
def take_in(
    language: Annotated[str, typer.Argument(help="The language of the spreadsheet.")],
    file: Annotated[Path, typer.Argument(help="The CSV file to read.")],
    partial: Annotated[
        bool, typer.Option("--partial", help="Take the good rows, even if others have errors.")
    ] = False,
    conversations: Conversations = CONVERSATIONS,
    locales: Locales = LOCALES,
) -> None:
    """Take translations from a spreadsheet into the catalogs, once every row has been checked."""
    from bot.commands.translating import import_sheet

    raise typer.Exit(import_sheet(language, file, conversations, locales, partial=partial))
