"""Turns the shared files, once checked, into what the engine and the shell look things up in."""

from bot.cadence import AFTER_CRISIS, AFTER_URGENT, DEFAULT_LADDER, Ladder
from bot.engine.bundle import CASELOAD, Key, Programme, Protocol, Resource, ResourceText, Service, Stage
from bot.scripts.draft import SharedDraft, protocol_line
from bot.scripts.node import Word
from bot.scripts.reading.shapes.calling import LadderShape


def build_programme(shared: SharedDraft) -> Programme:
    """Return how the programme works; the draft has no problems."""
    shape = shared.programme
    assert shape is not None, "a draft with problems is never built"
    return Programme(
        name=str(shape.name),
        languages=tuple(map(str, shape.languages)),
        source_language=str(shape.source_language),
        country=str(shape.country),
        zone=str(shape.time_zone),
        welcome=str(shape.welcome),
        stages=tuple(
            Stage(
                name=str(name),
                check_in=str(stage.check_in[0]),
                every_days=stage.check_in[1],
                until_day=stage.until,
                coach=stage.coach,
            )
            for name, stage in shape.stages.items()
        ),
        quiet_from=shape.quiet_hours[0],
        quiet_until=shape.quiet_hours[1],
        check_in_hour=shape.check_in_hour,
        joining=shape.joining,
        minimum_age=shape.minimum_age,
        words_kept_days=shape.words_kept,
        record_kept_months=shape.record_kept,
        reach_script=_word(shape.ways_to_reach),
        release_script=str(shape.after_release.script) if shape.after_release is not None else None,
        release_days=shape.after_release.days if shape.after_release is not None else (),
        ladder=_ladder(shape.ladder),
        crisis_phone=_word(shape.crisis_phone),
        on_call_line=_word(shape.on_call_line),
        follow_up_script=str(shape.follow_up.script) if shape.follow_up is not None else None,
        follow_up_crisis=shape.follow_up.crisis if shape.follow_up is not None else AFTER_CRISIS,
        follow_up_urgent=shape.follow_up.urgent if shape.follow_up is not None else AFTER_URGENT,
        drill=shape.fire_drill,
        duty_hours=shape.duty_hours,
        caseload=(shape.caseload.full, shape.caseload.too_many) if shape.caseload is not None else CASELOAD,
    )


def _ladder(shape: LadderShape | None) -> Ladder:
    if shape is None:
        return DEFAULT_LADDER
    return Ladder(crisis=shape.crisis, urgent=shape.urgent, again=shape.again)


def build_protocols(shared: SharedDraft) -> dict[str, Protocol]:
    """Return {name: the card for coaches}."""
    return {
        str(name): Protocol(
            name=str(name),
            fits=tuple(map(str, shape.for_)),
            lines=tuple(protocol_line(name, place + 1) for place in range(len(shape.lines))),
        )
        for name, shape in (shared.protocols or {}).items()
    }


def build_keys(shared: SharedDraft) -> dict[str, Key]:
    """Return {name: key}."""
    return {
        str(name): Key(
            name=str(name),
            label=str(shape.label),
            kind=str(shape.kind),
            low=shape.range[0] if shape.range is not None else None,
            high=shape.range[1] if shape.range is not None else None,
            values=tuple(map(str, shape.values)),
            unit=_word(shape.unit),
            better=shape.better,
            when_missing=_word(shape.when_missing),
            retired=shape.retired is not None,
            keep_with_them=shape.keep is not None,
        )
        for name, shape in shared.keys_read.items()
    }


def build_resources(shared: SharedDraft) -> dict[str, Resource]:
    """Return {name: resource}."""
    return {
        str(name): Resource(
            name=str(name),
            crisis=(shared.crisis or {}).get(name, False),
            texts={
                str(country): {
                    str(language): ResourceText(
                        text=str(words.text), verified_on=words.verified_on, verified_by=_word(words.by)
                    )
                    for language, words in languages.items()
                }
                for country, languages in countries.items()
            },
        )
        for name, countries in shared.resources.items()
    }


def build_services(shared: SharedDraft) -> dict[str, Service]:
    """Return {name: service}."""
    return {
        str(name): Service(
            name=str(name),
            need=str(shape.need),
            texts={str(language): str(words) for language, words in shape.words.items()},
            verified_on=shape.verified_on,
        )
        for name, shape in (shared.services or {}).items()
    }


def build_phrases(shared: SharedDraft) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return {kind: {language: phrases}}."""
    return {
        str(kind): {str(language): tuple(map(str, phrases)) for language, phrases in languages.items()}
        for kind, languages in shared.phrases.items()
    }


def _word(word: Word | None) -> str | None:
    return None if word is None else str(word)
