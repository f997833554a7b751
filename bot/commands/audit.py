"""`audit`: whether the record of who looked at what is whole, what it says, and what has been kept enough."""

from typing import Annotated

import typer

audit = typer.Typer(
    no_args_is_help=True,
    help="The record of who of the team looked at or did what: prove it, read it.",
)


@audit.command()
def verify(
    known: Annotated[
        str, typer.Option(help="NUMBER:PROOF of an earlier look: is the log still that one, and longer?")
    ] = "",
) -> None:
    """Follow the chain through the whole log; exit code 1 where an entry was changed, taken out or put in."""
    from bot.commands.auditing import verify_log

    raise typer.Exit(verify_log(known))


@audit.command()
def shorten(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take out what has stood in the log for over six years. The bot must not run meanwhile."""
    from bot.commands.auditing import shorten_log

    shorten_log(yes=yes)


@audit.command()
def show(
    person: Annotated[str, typer.Option(help="Only about this person, by their code, such as K7.")] = "",
    member: Annotated[str, typer.Option(help="Only what this member of the team did.")] = "",
    last: Annotated[int, typer.Option(help="How many of the newest entries, at most.", min=1)] = 50,
) -> None:
    """Print who did what to whose record and when, newest last. People stand there by their code only."""
    from bot.commands.auditing import show_log

    show_log(person=person, member=member, last=last)
