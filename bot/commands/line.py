"""The command line itself: which commands there are, and how their failures are said.

Exit codes: 0 done · 1 the check found errors · 2 a setting, key, database or script must be mended first ·
3 Telegram does not accept the token.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import HoldfastError, MessengerError

line = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Holdfast walks beside people in recovery, on Telegram.",
)


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
) -> None:
    """Run the real bot against the simulator: two phones in the browser, no token."""
    from bot.commands.demo import run_demo

    run_demo(port)


@line.command()
def check(
    folder: Annotated[Path, typer.Argument(help="Where the conversations stand.")] = Path("conversations"),
    locales: Annotated[Path, typer.Option(help="Where the translations stand.")] = Path("locales"),
) -> None:
    """Read all conversations and translations; print every problem as file:line:column."""
    from bot.commands.check import check_folder

    raise typer.Exit(check_folder(folder, locales))


@line.command()
def key() -> None:
    """Print a new ENCRYPTION_KEY line for .env."""
    from bot.storage import Vault

    print(f"ENCRYPTION_KEY={Vault.new_key()}")


@line.command()
def bench(
    chats: Annotated[int, typer.Option(help="How many people write.")] = 2000,
) -> None:
    """Measure the whole bot beside the bare library; print JSON."""
    from bot.commands.bench import run_bench

    run_bench(chats)


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
    try:
        line()
    except HoldfastError as error:
        print(f"{error} {error.remedy}".strip(), file=sys.stderr)
        sys.exit(3 if isinstance(error, MessengerError) else 2)
    except KeyboardInterrupt:
        sys.exit(130)
