"""What changed in the shared files: keys, programme, resources, services, safety phrases, words to avoid."""

from collections.abc import Iterator, Mapping

from bot.engine.bundle import Key, Programme, Resource, Service, Stage
from bot.scripts.comparing.difference import Difference
from bot.scripts.comparing.saying import capital, from_to, other_order, quote
from bot.scripts.comparing.sides import Sides

# Of the programme, these decide who is heard, which lines are shown and what is agreed to.
GUARDED_SETTINGS = (
    "languages",
    "source language",
    "country",
    "welcome",
    "minimum age",
    "own words kept",
    "record kept",
)


def key_differences(sides: Sides) -> Iterator[Difference]:
    """Return what is different in keys.yaml."""
    old, new = sides.old.keys, sides.new.keys
    for name in dict.fromkeys((*old, *new)):
        guarded = sides.guards_key(name)
        if name not in new:
            yield Difference(words=f"The key '{name}' went.", guarded=guarded)
        elif name not in old:
            words = f"The key '{name}' is new: {quote(new[name].label)}, {new[name].kind}."
            yield Difference(words=words, guarded=guarded)
        else:
            yield from _fields(f"the key '{name}'", _of_key(old[name]), _of_key(new[name]), guarded)


def programme_differences(sides: Sides) -> Iterator[Difference]:
    """Return what is different in programme.yaml."""
    before, after = _of_programme(sides.old.programme), _of_programme(sides.new.programme)
    for field, value in after.items():
        if before[field] != value:
            words = f"In the programme, {field}: {value} instead of {before[field]}."
            yield Difference(words=words, guarded=field in GUARDED_SETTINGS)
    old = {stage.name: stage for stage in sides.old.programme.stages}
    new = {stage.name: stage for stage in sides.new.programme.stages}
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            words = f"The stage '{name}' went."
        elif name not in old:
            words = f"The stage '{name}' is new: {_stage(new[name])}."
        elif old[name] != new[name]:
            words = f"The stage '{name}' is now {_stage(new[name])} instead of {_stage(old[name])}."
        else:
            continue
        yield Difference(words=words, guarded=_begins_others(sides, old.get(name), new.get(name)))


def _begins_others(sides: Sides, old: Stage | None, new: Stage | None) -> bool:
    """Return whether a check-in that counts is begun by the stage in one of the sets alone."""
    begun = {stage.check_in for stage in (old, new) if stage is not None}
    alike = old is not None and new is not None and old.check_in == new.check_in
    return not alike and any(sides.guards_beginning(one) for one in begun)


def resource_differences(sides: Sides) -> Iterator[Difference]:
    """Return what is different in resources.yaml."""
    old, new = sides.old.resources, sides.new.resources
    for name in dict.fromkeys((*old, *new)):
        guarded = sides.guards_resource(name)
        if name not in new:
            yield Difference(words=f"The resource '{name}' went.", guarded=guarded)
        elif name not in old:
            yield Difference(words=f"The resource '{name}' is new.", guarded=guarded)
        else:
            yield from _resource(name, old[name], new[name], guarded)
    if other_order(old, new):  # the first crisis resource is what is shown when a conversation has none
        yield Difference(words="The resources stand in another order.", guarded=True)


def service_differences(sides: Sides) -> Iterator[Difference]:
    """Return what is different in services.yaml."""
    old, new = sides.old.services, sides.new.services
    for name in dict.fromkeys((*old, *new)):
        several = [one[name] for one in (old, new) if name in one]
        guarded = any(sides.guards_need(one.need) for one in several)
        if name not in new:
            yield Difference(words=f"The service '{name}' went.", guarded=guarded)
        elif name not in old:
            words = f"The service '{name}' is new, for {new[name].need}."
            yield Difference(words=words, guarded=guarded)
        else:
            before, after = _of_service(old[name]), _of_service(new[name])
            yield from _fields(f"the service '{name}'", before, after, guarded)
    if other_order(old, new):
        guarded = any(sides.guards_need(service.need) for service in new.values())
        yield Difference(words="The services stand in another order.", guarded=guarded)


def phrase_differences(sides: Sides) -> Iterator[Difference]:
    """Return what is different in safety.yaml; each phrase starts help, so all of it is guarded."""
    for kind in dict.fromkeys((*sides.old.phrases, *sides.new.phrases)):
        before, after = sides.old.phrases.get(kind, {}), sides.new.phrases.get(kind, {})
        for language in dict.fromkeys((*before, *after)):
            old, new = before.get(language, ()), after.get(language, ())
            where = f"({kind}, {language})"
            for phrase in old:
                if phrase not in new:
                    words = f"The safety phrase {quote(phrase)} {where} went."
                    yield Difference(words=words, guarded=True)
            for phrase in new:
                if phrase not in old:
                    words = f"The safety phrase {quote(phrase)} {where} is new."
                    yield Difference(words=words, guarded=True)
    if other_order(sides.old.phrases, sides.new.phrases):
        yield Difference(words="The kinds of safety phrases are listened for in another order.", guarded=True)


def avoid_differences(sides: Sides) -> Iterator[Difference]:
    """Return what is different in words.yaml."""
    for language in dict.fromkeys((*sides.old.avoid, *sides.new.avoid)):
        before, after = sides.old.avoid.get(language, {}), sides.new.avoid.get(language, {})
        for word in dict.fromkeys((*before, *after)):
            what = f"the word to avoid {quote(word)} ({language})"
            if word not in after:
                words = f"{capital(what)} went from the list."
            elif word not in before:
                words = f"{capital(what)} is new; write instead: {after[word]}."
            elif before[word] != after[word]:
                words = f"What to write instead of {what} changed {from_to(before[word], after[word])}."
            else:
                continue
            yield Difference(words=words, guarded=False)


def _fields(
    what: str, before: Mapping[str, str], after: Mapping[str, str], guarded: bool
) -> Iterator[Difference]:
    for field in dict.fromkeys((*before, *after)):
        old, new = before.get(field, ""), after.get(field, "")
        if old == new:
            continue
        if old and new:
            words = f"{capital(field)} of {what} changed {from_to(old, new)}."
        elif new:
            words = f"{capital(field)} of {what} is {quote(new)} now."
        else:
            words = f"{capital(field)} of {what} went; it was {quote(old)}."
        yield Difference(words=words, guarded=guarded)


def _of_key(key: Key) -> dict[str, str]:
    ends = f"{key.low:g} to {key.high:g}" if key.low is not None and key.high is not None else ""
    return {
        "label": key.label,
        "kind": key.kind,
        "range": ends,
        "values": ", ".join(key.values),
        "unit": key.unit or "",
        "what is better": key.better or "",
        "'when missing'": key.when_missing or "",
        "retired": "yes" if key.retired else "",
        "keep": "with them" if key.keep_with_them else "",
    }


def _of_programme(programme: Programme) -> dict[str, str]:
    return {
        "name": programme.name,
        "languages": ", ".join(programme.languages),
        "source language": programme.source_language,
        "country": programme.country,
        "time zone": programme.zone,
        "welcome": programme.welcome,
        "check-in hour": f"{programme.check_in_hour:%H:%M}",
        "quiet hours": f"{programme.quiet_from:%H:%M} to {programme.quiet_until:%H:%M}",
        "joining": programme.joining,
        "minimum age": f"{programme.minimum_age}",
        "own words kept": f"{programme.words_kept_days} days",
        "record kept": f"{programme.record_kept_months} months",
        "ways to reach": programme.reach_script or "nothing",
        "after release": _after_release(programme),
    }


def _after_release(programme: Programme) -> str:
    if programme.release_script is None:
        return "nothing"
    return f"{programme.release_script} on the days {', '.join(map(str, programme.release_days))}"


def _stage(stage: Stage) -> str:
    often = "every day" if stage.every_days == 1 else f"every {stage.every_days} days"
    until = f" until day {stage.until_day}" if stage.until_day is not None else ""
    return f"{stage.check_in} {often}{until}"


def _of_service(service: Service) -> dict[str, str]:
    words = {f"the words ({language})": text for language, text in service.texts.items()}
    verified = f"{service.verified_on}" if service.verified_on else ""
    return {"need": service.need, **words, "the day of verifying": verified}


def _resource(name: str, old: Resource, new: Resource, guarded: bool) -> Iterator[Difference]:
    if old.crisis != new.crisis:
        now = "is a crisis resource now" if new.crisis else "is no crisis resource any more"
        yield Difference(words=f"The resource '{name}' {now}.", guarded=True)
    for country in dict.fromkeys((*old.texts, *new.texts)):
        before, after = old.texts.get(country, {}), new.texts.get(country, {})
        for language in dict.fromkeys((*before, *after)):
            what = f"the resource '{name}' ({country}, {language})"
            if language not in after:
                yield Difference(words=f"{capital(what)} went.", guarded=guarded)
            elif language not in before:
                words = f"{capital(what)} is new: {quote(after[language].text)}."
                yield Difference(words=words, guarded=guarded)
            else:
                one, other = before[language], after[language]
                if one.text != other.text:
                    words = f"{capital(what)} changed {from_to(one.text, other.text)}."
                    yield Difference(words=words, guarded=guarded)
                if (one.verified_on, one.verified_by) != (other.verified_on, other.verified_by):
                    by = f" by {other.verified_by}" if other.verified_by else ""
                    words = f"{capital(what)} was verified on {other.verified_on or 'no day'}{by}."
                    yield Difference(words=words, guarded=False)
