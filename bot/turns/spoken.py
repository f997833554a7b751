"""What a turn says, joined into one message: crisis resources first, the question last.

No order to lose between messages, half the traffic, and no wait for one message a second a chat.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.delivery import Button, FileMessage, InlineKeyboard, Keyboard, MenuKeyboard, Message, TextMessage
from bot.engine import Ask, Layout, Line, Option
from bot.texts import joined
from bot.turns.buttons import AnswerButton, write

# A row of a scale that a thumb can still hit on a narrow phone.
SCALE_ROW = 6

Render = Callable[[Line], str]


@dataclass(slots=True, kw_only=True)
class Spoken:
    """Filled while the effects are carried out; `messages()` makes of it what is sent."""

    crisis: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    files: list[FileMessage] = field(default_factory=list)
    question: str | None = None
    ask: Ask | None = None
    waits: int | None = None  # a pause's turn: words sent after its message end it
    conversation: int | None = None
    rows: tuple[tuple[Button, ...], ...] = ()
    change: tuple[str, str] | None = None  # label and data of [Change that answer]
    menu: MenuKeyboard | None = None

    def add_button(self, label: str, data: str) -> None:
        """Add a row with one button under what is said."""
        self.rows = (*self.rows, (Button(label=label, data=data),))

    def messages(self, *, silent: bool = False) -> list[Message]:
        """Return pictures first, then as few texts as Telegram's limit allows; the keyboard on the last.

        Crisis resources come before the pictures, too: they are the very next thing to read.
        """
        first = [*self.crisis, *self.called]
        blocks = [*self.texts, *([self.question] if self.question else ())]
        made: list[Message] = list(self.files)
        if self.crisis and self.files:
            if blocks:
                made[:0] = [TextMessage(text=text, silent=silent) for text in joined(first)]
                first = []
            else:
                made = []
        texts = joined([*first, *blocks])
        if self.change is not None:
            self.add_button(*self.change)
            self.change = None
        keyboard: Keyboard | None = InlineKeyboard(rows=self.rows) if self.rows else self.menu
        for number, text in enumerate(texts, start=1):
            last = number == len(texts)
            made.append(TextMessage(text=text, keyboard=keyboard if last else None, silent=silent))
        if not blocks and self.crisis:
            made.extend(self.files)
        return made


def keyboard_rows(ask: Ask, conversation: int, render: Render) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons under a question: its options, then skip, back, a person, stop, and who sees it."""

    def button(option: Option) -> Button:
        label = render(option.label) if isinstance(option.label, Line) else option.label
        data = write(
            AnswerButton(conversation=conversation, turn=ask.turn, choice=option.choice, alarm=option.alarm)
        )
        return Button(label=label, data=data)

    options = [button(option) for option in ask.options]
    controls = [button(option) for option in ask.controls]
    wide = {Layout.SCALE: SCALE_ROW, Layout.PAIR: 2, Layout.COLUMN: 1}[ask.layout]
    return (*_rows_of(options, wide), *_rows_of(controls, 2))


def _rows_of(buttons: list[Button], wide: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[start : start + wide]) for start in range(0, len(buttons), wide))
