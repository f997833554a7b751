"""`python -m bot`: see docs/map.md for what each command does."""

import sys

try:
    from bot.commands.line import main
except ModuleNotFoundError as error:
    if error.name is None or error.name.startswith("bot"):
        raise
    sys.stderr.write(
        "This Python has not been set up for Holdfast. Run `make demo` once, then write .venv/bin/python"
        " instead of python.\n"
    )
    sys.exit(2)

if __name__ == "__main__":
    main()
