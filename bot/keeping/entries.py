"""What a person reads of each row that is kept about them, in their language and on their clock."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from bot.engine import AskEachStep, AskStep, Bundle, Line, TextId
from bot.engine.questions import choices_of
from bot.engine.wording import programme_values
from bot.keeping.acts import words_for
from bot.keeping.gathering import Gathered, Row
from bot.storage import audit
from bot.texts import (
    Catalogs,
    clock_face,
    clock_words,
    date_words,
    language_names,
    long_date_words,
    own,
    words,
)

# Kinds of timers that somebody would call "to come"; the others are clocks of a question that is open.
_CHECK_IN: Final = "check_in"
_TALKS: Final = ("start_script", "follow_up")
# Events of a case whose words are the person's own.
_THEIR_WORDS: Final = ("person wrote", "person sent")
_ROLES: Final = ("coach", "supervisor", "admin", "editor", "evaluator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing and when it was; `at` is aware UTC, None where the words say it."""

    at: datetime | None
    words: str


class Reader:
    """Reads one person's rows out to them."""

    def __init__(self, gathered: Gathered, bundle: Bundle, catalogs: Catalogs) -> None:
        self._who = gathered.who
        self._tables = gathered.tables
        self._bundle = bundle
        self._catalogs = catalogs
        self._questions = _questions(bundle)

    def own(self, text: str, **values: str | int) -> str:
        """Return the bot's own words."""
        filled: dict[str, Any] = dict(values)
        return own(text, self._who.locale, self._catalogs, **filled)

    def day(self, at: datetime | date) -> str:
        """Return the day with its year, where the person is."""
        return long_date_words(at, self._who.zone, self._who.locale)

    def time(self, at: datetime) -> str:
        """Return the time of day where the person is."""
        return clock_words(at, self._who.zone, self._who.locale)

    def moment(self, at: datetime) -> str:
        """Return day and time."""
        return f"{self.day(at)}, {self.time(at)}"

    def rows(self, table: str) -> Sequence[Row]:
        """Return the rows as they were gathered."""
        return self._tables.get(table, ())

    def about_you(self) -> dict[str, str]:
        """Return {what it is: what is kept} about the person; what is not set is left out."""
        who = self._who
        yes_no = {True: self.own("bot.copy_yes"), False: self.own("bot.copy_no")}
        facts: dict[str, str | None] = {
            "code": who.code,
            "name": who.name,
            "language": self._language(who.locale),
            "zone": who.zone.rpartition("/")[2].replace("_", " "),
            "state": self.own(f"bot.copy_state_{who.state}"),
            "check_in_at": clock_face(who.check_in_at, who.locale) if who.check_in_at else None,
            "goal": who.goal,
            "release_day": self.day(who.release_day) if who.release_day else None,
            "site": who.site,
            "clear_word": who.clear_word,
            "discreet": yes_no[who.discreet],
            "sheltered": yes_no[who.sheltered],
            "began": self.day(who.began_at) if who.began_at else None,
            "created": self.day(who.created_at),
            "seen": self.day(who.seen_on) if who.seen_on else None,
            "wants_woman": yes_no[who.wants_woman],
            "wants_been_in_prison": yes_no[who.wants_been_in_prison],
            "safe_to_call": yes_no[who.safe_to_call] if who.safe_to_call is not None else None,
            "no_family": yes_no[who.no_family],
            "touched": self.day(who.touched_at) if who.touched_at else None,
        }
        return {self.own(f"bot.copy_{name}"): value for name, value in facts.items() if value}

    def answers(self) -> dict[str, list[Entry]]:
        """Return {what was asked: answers, oldest first}, in the order of the first answers."""
        found: dict[str, list[Entry]] = {}
        for row in sorted(self.rows("answer"), key=lambda row: str(row["at"])):
            key = str(row["key"])
            asked = self._asked(key)
            found.setdefault(asked, []).append(Entry(at=_at(row["at"]), words=self._answer(key, row)))
        return found

    def entries(self, table: str) -> list[Entry] | None:
        """Return what the person reads of a table, oldest first; None where a number says enough."""
        readers: Mapping[str, Callable[[Row], Entry | None]] = {
            "consent": self._consent,
            "remark": lambda row: Entry(at=_at(row["at"]), words=str(row["words"] or "")),
            "reach": self._reach,
            "case": self._case,
            "case_event": self._case_event,
            "note": lambda row: Entry(at=_at(row["at"]), words=str(row["words"] or "")),
            "task": lambda row: Entry(at=_at(row["due_at"]), words=str(row["words"] or "")),
            "concern": lambda row: Entry(at=_at(row["at"]), words=str(row["words"] or "")),
            "second_alert": lambda row: Entry(at=_at(row["created_at"]), words=str(row["text"] or "")),
            "audit": self._audit,
            "check_in": self._check_in,
            "conversation": lambda row: Entry(at=_at(row["opened_at"]), words=self._title(row)),
            "referral": self._referral,
            "outbox": self._message,
            "timer": self._timer,
        }
        read = readers.get(table)
        if read is None:
            return None
        return [entry for row in self.rows(table) if (entry := read(row)) is not None]

    def _asked(self, key: str) -> str:
        text = self._questions.get(key)
        if text is not None:
            called = self._who.name or self.own("bot.friend")
            values = {**programme_values(self._bundle.programme), "name": called}
            return words(self._bundle, self._catalogs, Line(text=text, values=values), self._who.locale)
        known = self._bundle.keys.get(key)
        return known.label if known else key

    def _answer(self, key: str, row: Row) -> str:
        match row["form"]:
            case "number":
                return f"{float(row['number'] or 0):g}"
            case "choice":
                return self._choice(key, str(row["choice"]))
            case "choices":
                return ", ".join(self._choice(key, one) for one in json.loads(str(row["choice"])))
            case "words":
                return str(row["words"] or "")
            case "faded":
                return f"({self.own('bot.copy_faded')})"
            case _:
                return f"({self.own('bot.copy_skipped')})"

    def _choice(self, key: str, value: str) -> str:
        question = self._bundle.savers.get(key)
        choices = choices_of(question) if question is not None else {}
        if value in choices:
            return words(self._bundle, self._catalogs, Line(text=choices[value]), self._who.locale)
        return self.own(f"bot.copy_{value}") if value in ("yes", "no") else value

    def _consent(self, row: Row) -> Entry:
        language = self._language(str(row["language"]))
        given = _at(row["given_at"])
        said = self.own("bot.copy_consent", day=self.day(given), language=language)
        if row["withdrawn_at"]:
            said += f" {self.own('bot.copy_taken_back', day=self.day(_at(row['withdrawn_at'])))}"
        return Entry(at=None, words=said)

    def _language(self, code: str) -> str:
        return language_names((code,)).get(code, code)

    def _reach(self, row: Row) -> Entry:
        kind = "person" if row["kind"] == "trusted person" else str(row["kind"])
        said = f"{self.own(f'bot.copy_reach_{kind}')}: {row['words']}"
        if row["may_say"]:
            said += f"\n{self.own('bot.copy_may_say', words=str(row['may_say']))}"
        return Entry(at=_at(row["at"]), words=said)

    def _case(self, row: Row) -> Entry:
        began = self.moment(_at(row["opened_at"]))
        if row["closed_at"] is None:
            return Entry(at=None, words=self.own("bot.copy_still_open", day=began))
        end = self.moment(_at(row["closed_at"]))
        return Entry(at=None, words=self.own("bot.copy_from_to", day=began, end=end))

    def _case_event(self, row: Row) -> Entry | None:
        said = row["words"]
        if not isinstance(said, str):
            return None
        by = "you" if row["kind"] in _THEIR_WORDS else "bot" if row["by"] is None else "team"
        if row["kind"] == "signal":
            told: dict[str, str] = json.loads(said)
            said = told.get(self._who.locale) or next(iter(told.values()), "")
        elif row["kind"] == "disclosed":
            about: dict[str, str] = json.loads(said)
            said = f"{about['recipient']}: {about['nature']}"
        return Entry(at=_at(row["at"]), words=f"{self.own(f'bot.copy_by_{by}')}: {said}")

    def _audit(self, row: Row) -> Entry:
        role, action = str(row["role"]), str(row["action"])
        who = {"participant": "bot.saw_you", "operator": "bot.saw_operator"}.get(role, "bot.saw_bot")
        if role in _ROLES:
            who = f"bot.saw_role_{role}"
        said = f"{self.own(who)}: {self.own(words_for(action))}"
        reason, _ = audit.parted(str(row["reason"])) if row["reason"] else (None, {})
        return Entry(at=_at(row["at"]), words=f"{said}\n{reason}" if reason else said)

    def _check_in(self, row: Row) -> Entry:
        outcome = str(row["outcome"])
        known = outcome if outcome in ("answered", "missed", "skipped") else "other"
        day = date_words(date.fromisoformat(str(row["local_date"])), self._who.zone, self._who.locale)
        return Entry(at=None, words=f"{day}: {self.own(f'bot.copy_check_in_{known}')}")

    def _title(self, row: Row) -> str:
        """Return what the button says that begins such a talk; others have no name for people."""
        script = self._bundle.scripts.get(str(row["script"]))
        if script is None or not script.button:
            return ""
        return words(self._bundle, self._catalogs, Line(text=script.button), self._who.locale)

    def _referral(self, row: Row) -> Entry:
        service = self._bundle.services.get(str(row["service"]))
        texts = service.texts if service is not None else {}
        return Entry(at=_at(row["at"]), words=texts.get(self._who.locale) or str(row["service"]))

    def _message(self, row: Row) -> Entry:
        at = _at(row.get("sent_at") or row["created_at"])
        if "body" not in row:
            return Entry(at=at, words=self.own("bot.copy_to_team"))
        return Entry(at=at, words=_text_in(row["body"]) or self.own("bot.copy_not_text"))

    def _timer(self, row: Row) -> Entry | None:
        if row["kind"] == _CHECK_IN:
            return Entry(at=_at(row["due_at"]), words=self.own("bot.copy_timer_check_in"))
        if row["kind"] in _TALKS:
            return Entry(at=_at(row["due_at"]), words=self.own("bot.copy_timer_talk"))
        return None


def _questions(bundle: Bundle) -> dict[str, TextId]:
    """Return {key: the words that ask for it}, the first script's that does."""
    found: dict[str, TextId] = {}
    for script in bundle.scripts.values():
        for step in script.steps.values():
            if isinstance(step.kind, AskStep) and step.kind.question.save:
                found.setdefault(step.kind.question.save, step.kind.text)
            elif isinstance(step.kind, AskEachStep):
                for key, text in step.kind.texts.items():
                    found.setdefault(key, text)
    return found


def _text_in(body: object) -> str:
    """Return the words of a message as delivery keeps it; "" when it has none."""
    try:
        kept: Any = json.loads(str(body))
        return str(kept.get("text") or kept.get("caption") or "")
    except (ValueError, AttributeError):
        return ""


def _at(value: object) -> datetime:
    return datetime.fromisoformat(str(value))
