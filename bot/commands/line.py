"""The command line itself: which commands there are, and how their failures are said.

Exit codes: 0 done · 1 the check found errors · 2 a setting, key, database or script must be mended first ·
3 Telegram does not accept the token.
"""

import sys
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.audit import audit
from bot.commands.translate import translate
from bot.errors import HoldfastError, MessengerError

line = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Holdfast walks beside people in recovery, on Telegram.",
)
line.add_typer(translate, name="translate")
line.add_typer(audit, name="audit")


@line.command()
def run() -> None:
    """Run the bot on Telegram. Needs TELEGRAM_BOT_TOKEN, ENCRYPTION_KEY and ADMIN_TELEGRAM_IDS in .env."""
    from bot.commands.run import run_live

    run_live()


@line.command()
def demo(
    port: Annotated[
        int, typer.Option(help="Port of the page, on this machine only.", min=0, max=65535)
    ] = 8080,
    editors: Annotated[bool, typer.Option("--editors", help="Two editors have phones too.")] = False,
) -> None:
    """Run the real bot against the simulator: two phones in the browser, no token."""
    from bot.commands.demo import run_demo

    run_demo(port, editors=editors)


@line.command()
def check(
    folder: Annotated[Path, typer.Argument(help="Where the conversations stand.")] = Path("conversations"),
    locales: Annotated[Path, typer.Option(help="Where the translations stand.")] = Path("locales"),
    json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Read all conversations and translations; print every problem as file:line:column."""
    from bot.commands.check import check_folder

    raise typer.Exit(check_folder(folder, locales, as_json=json))


@line.command()
def stories(
    where: Annotated[Path, typer.Argument(help="A story, or the folder they are in.")] = Path(
        "tests/stories"
    ),
    conversations: Annotated[Path, typer.Option(help="Where the conversations stand.")] = Path(
        "conversations"
    ),
    locales: Annotated[Path, typer.Option(help="Where the translations stand.")] = Path("locales"),
    update: Annotated[
        bool, typer.Option("--update", help="Show what the bot says now, and write it into the stories.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --update: write without asking.")] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Show which steps, lines and rules no test or story reaches.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Tell all stories to the bot; print where it says something else than is written."""
    from bot.commands.stories import tell_stories

    raise typer.Exit(
        tell_stories(where, conversations, locales, update=update, yes=yes, coverage=coverage, as_json=json)
    )


@line.command()
def talk(
    script: Annotated[str, typer.Argument(help="The conversation, such as daily_checkin.")],
    lang: Annotated[str, typer.Option("--lang", help="The person's language, such as es.")] = "",
    duty: Annotated[str, typer.Option(help="Who is on duty: nobody, somebody, or a name.")] = "somebody",
    conversations: Annotated[Path, typer.Option(help="Where the conversations stand.")] = Path(
        "conversations"
    ),
    locales: Annotated[Path, typer.Option(help="Where the translations stand.")] = Path("locales"),
) -> None:
    """Play a conversation here, with what coaches are told beside it."""
    from bot.commands.talk import play_in_terminal

    raise typer.Exit(play_in_terminal(script, lang, duty, conversations, locales))


@line.command()
def picture(
    script: Annotated[str, typer.Argument(help="The conversation, such as daily_checkin.")],
    conversations: Annotated[Path, typer.Option(help="Where the conversations stand.")] = Path(
        "conversations"
    ),
    locales: Annotated[Path, typer.Option(help="Where the translations stand.")] = Path("locales"),
    lang: Annotated[str, typer.Option("--lang", help="The language of the words, such as es.")] = "",
    out: Annotated[
        Path | None, typer.Option(help="A file that ends in .svg or .png, or a folder for both.")
    ] = None,
    dark: Annotated[bool, typer.Option("--dark", help="Light lines on dark paper.")] = False,
) -> None:
    """Draw a conversation: its questions, where each answer leads, its risk rules."""
    from bot.commands.picture import write_picture

    write_picture(script, conversations, locales, language=lang, out=out, dark=dark)


@line.command()
def schema(
    out: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("docs/schema"),
) -> None:
    """Write the JSON Schemas with which an ordinary editor completes the files."""
    from bot.commands.schema import write_schemas

    write_schemas(out)


@line.command()
def publish(
    folder: Annotated[Path | None, typer.Argument(help="Where the conversations stand.")] = None,
    locales: Annotated[Path | None, typer.Option(help="Where the translations stand.")] = None,
    name: Annotated[str | None, typer.Option("--as", help="Who you are, as the bot knows you.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Check the conversations, show what changes and for how many people, put them into force."""
    from bot.commands.publish import publish_folder

    raise typer.Exit(publish_folder(folder, locales, name, yes=yes))


@line.command()
def approve(
    set: Annotated[str | None, typer.Argument(help="The proposed set; without it, see what waits.")] = None,
    name: Annotated[str | None, typer.Option("--as", help="Who you are, as the bot knows you.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Agree, as the second member, to a change that a crisis or a consent can reach."""
    from bot.commands.approve import approve_set

    approve_set(set, name, yes=yes)


@line.command()
def history(
    count: Annotated[int, typer.Option(help="How many, at most.", min=1)] = 30,
) -> None:
    """Show which conversations were in force since when, who published and who approved them."""
    from bot.commands.history import print_history

    print_history(count)


@line.command()
def diff(
    old: Annotated[str, typer.Argument(help="now, folder, a path, or a set of the history.")] = "now",
    new: Annotated[str, typer.Argument(help="The same.")] = "folder",
    locales: Annotated[Path | None, typer.Option(help="Where the translations stand.")] = None,
) -> None:
    """Say in words what changed from one set of conversations to another."""
    from bot.commands.diff import print_diff

    print_diff(old, new, locales)


@line.command()
def rollback(
    set: Annotated[str | None, typer.Argument(help="A set of the history; else the one before.")] = None,
    name: Annotated[str | None, typer.Option("--as", help="Who you are, as the bot knows you.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Go back to conversations that were in force before."""
    from bot.commands.rollback import roll_back_to

    roll_back_to(set, name, yes=yes)


@line.command()
def invite(
    coach: Annotated[str | None, typer.Option(help="Who walks with them: the name people see.")] = None,
    lang: Annotated[str, typer.Option("--lang", help="The language they read, such as es.")] = "",
    site: Annotated[str | None, typer.Option(help="Where they come from. The card does not show it.")] = None,
    release: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of a release, such as 2026-12-01.")
    ] = None,
    card: Annotated[Path | None, typer.Option(help="Write the card here: .pdf, .png or .svg.")] = None,
    paper: Annotated[str, typer.Option(help="a6 (the card itself) or letter (to cut out).")] = "a6",
) -> None:
    """Make a link that lets in one person, and a card to print. It works once."""
    from bot.commands.invite import make_way_in

    make_way_in(
        coach=coach,
        language=lang,
        site=site,
        release=release.date() if release is not None else None,
        card=card,
        paper=paper.lower(),
    )


@line.command()
def doctor(
    json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Say what is wrong with this programme, where, and how to mend it; exit code 1 where something is."""
    from bot.commands.doctor import see_doctor

    raise typer.Exit(see_doctor(as_json=json))


@line.command()
def drill(
    last: Annotated[bool, typer.Option("--last", help="Show how earlier drills went; begin none.")] = False,
    count: Annotated[int, typer.Option(help="With --last: how many, at most.", min=1)] = 3,
) -> None:
    """Call the team to a crisis that is none, by the real ladder, and see who answers when."""
    from bot.commands.drill import run_drill, show_drills

    raise typer.Exit(show_drills(count) if last else run_drill())


@line.command()
def export(
    code: Annotated[str, typer.Argument(help="The person's code, such as K7.")],
    to: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("."),
) -> None:
    """Write everything that is kept about one person: JSON, and a page in their language. It is audited."""
    from bot.commands.record import export_record

    export_record(code, to)


@line.command()
def erase(
    code: Annotated[str, typer.Argument(help="The person's code, such as K7.")],
    yes: Annotated[bool, typer.Option("--yes", help="Really delete it.")] = False,
) -> None:
    """Delete everything that is kept about one person, for good."""
    from bot.commands.record import erase_record

    erase_record(code, yes=yes)


@line.command()
def privacy(
    write: Annotated[bool, typer.Option("--write", help="Write docs/privacy.md.")] = False,
) -> None:
    """Show what is kept, who may read it and how long, and what the last nights have let go."""
    from bot.commands.privacy import print_privacy

    print_privacy(write=write)


@line.command()
def key() -> None:
    """Print a new ENCRYPTION_KEY line for .env."""
    from bot.storage import Vault

    print(f"ENCRYPTION_KEY={Vault.new_key()}")


@line.command()
def bench(
    chats: Annotated[int, typer.Option(help="How many people write.")] = 2000,
    waiting: Annotated[int, typer.Option(help="How many reminders wait when an alert comes.")] = 100_000,
) -> None:
    """Measure the whole bot beside the bare library, and how fast an alert leaves; print JSON."""
    from bot.commands.bench import run_bench

    run_bench(chats, waiting)


@line.command()
def simulate(
    people: Annotated[int, typer.Option(help="How many participants.", min=1, max=5000)] = 500,
    days: Annotated[int, typer.Option(help="How many days.", min=1, max=365)] = 30,
    seed: Annotated[int, typer.Option(help="The same number leads to the same month.")] = 1,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Play a month with made-up people on warped time: does every call for help find a human?"""
    from bot.commands.simulate import run_simulation

    raise typer.Exit(run_simulation(people, days, seed, as_json=json))


@line.command(hidden=True)
def bench_simulator() -> None:
    """Serve the simulator for `bench`."""
    from bot.commands.bench_children import run_simulator

    run_simulator()


@line.command(hidden=True)
def bench_bot(api: str) -> None:
    """Run the bot for `bench`."""
    from bot.commands.bench_children import run_bot

    run_bot(api)


def main() -> None:
    """Run a command; what is wrong is said in one sentence on stderr, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no accents still gets its words
    try:
        line()
    except HoldfastError as error:
        print(f"{error} {error.remedy}".strip(), file=sys.stderr)
        sys.exit(3 if isinstance(error, MessengerError) else 2)
    except KeyboardInterrupt:
        sys.exit(130)
