"""`python -m bot`: see docs/map.md for what each command does."""

from bot.commands.line import main

if __name__ == "__main__":
    main()
