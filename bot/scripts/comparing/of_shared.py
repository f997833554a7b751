"""What changed in the shared files: keys, resources, services, safety phrases, cards, words to avoid."""

from collections.abc import Iterator, Mapping

from bot.engine.bundle import Bundle, Key, Resource, Service
from bot.scripts.comparing.difference import Difference
from bot.scripts.comparing.saying import capital, from_to, other_order, quote, whole_text
from bot.scripts.comparing.sides import Sides


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


def protocol_differences(sides: Sides) -> Iterator[Difference]:
    """Return what is different in protocols.yaml; a coach acts on each line, so all of it is guarded."""
    old, new = sides.old.protocols, sides.new.protocols
    for name in dict.fromkeys((*old, *new)):
        what = f"the card '{name}' for coaches"
        if name not in new:
            yield Difference(words=f"{capital(what)} went.", guarded=True)
        elif name not in old:
            lines = " / ".join(_lines(sides.new, name))
            yield Difference(words=f"{capital(what)} is new: {quote(lines)}.", guarded=True)
        else:
            if old[name].fits != new[name].fits:
                was, now = (", ".join(one[name].fits) or "nothing by name" for one in (old, new))
                yield Difference(words=f"{capital(what)} is for {now} instead of {was}.", guarded=True)
            yield from _of_lines(what, _lines(sides.old, name), _lines(sides.new, name))
    if other_order(old, new):  # of two cards that are for the same, the first one is shown
        yield Difference(words="The cards for coaches stand in another order.", guarded=True)


def _lines(bundle: Bundle, name: str) -> list[str]:
    return [whole_text(bundle.texts[line]) for line in bundle.protocols[name].lines]


def _of_lines(what: str, old: list[str], new: list[str]) -> Iterator[Difference]:
    for place in range(max(len(old), len(new))):
        line = f"line {place + 1} of {what}"
        if place >= len(new):
            words = f"{capital(line)} went; it was {quote(old[place])}."
        elif place >= len(old):
            words = f"{capital(line)} is new: {quote(new[place])}."
        elif old[place] != new[place]:
            words = f"{capital(line)} changed {from_to(old[place], new[place])}."
        else:
            continue
        yield Difference(words=words, guarded=True)


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
