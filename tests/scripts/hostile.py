"""Files that nobody writes by hand: as large as is read, and made to cost as much as can be."""

from collections.abc import Iterator

from bot.scripts.reading.yaml import LARGEST_FILE

HEAD = "format: 1\nscript: hostile\ntitle: Hostile\nstarts: only when called\nsteps:\n"


def filled(head: str, line: str) -> str:
    """Return `head` and numbered lines, as many as a file may have."""
    lines, length, number = [head], len(head), 0
    while length + len(line) + 8 < LARGEST_FILE:
        lines.append(line.replace("#", str(number)))
        length += len(lines[-1])
        number += 1
    return "".join(lines)


def hostile() -> Iterator[tuple[str, str, str]]:
    """Return (what it is, file name, text)."""
    most = LARGEST_FILE
    script = "hostile.yaml"
    yield "short lines", script, "a: b\n" * (most // 5)
    yield "unknown names", script, filled("", "stebs_#: x\n")
    yield "unknown names in a step", script, filled(HEAD + "  a:\n", "    saay_#: x\n")
    yield "steps without anything", script, filled(HEAD, "  s#: {}\n")
    yield "lists in lists", script, "steps: " + "[" * (most - 10)
    yield "names in names", script, "steps: " + "{a: " * ((most - 10) // 4)
    yield "dashes", script, "- " * (most // 2 - 1)
    yield "questions", script, "? " * (most // 2 - 1)
    yield "one long line", script, HEAD + "  a:\n    say: " + "x" * (most - 100)
    yield "one long text of words", script, HEAD + "  a:\n    say: " + "so it is " * ((most - 100) // 9)
    yield "a text on many lines", script, HEAD + "  a:\n    say: x\n" + "      y\n" * ((most - 100) // 8)
    yield "an open quote", script, HEAD + '  a:\n    say: "' + "x y " * ((most - 100) // 4)
    yield "quotes", script, "'" * (most - 1)
    yield "remarks", script, "# so\n" * (most // 5)
    yield "anchors", script, filled("", "a#: &a# [x, x]\n")
    yield "tabs", script, "\ta: b\n" * (most // 6)
    yield "no-break spaces", script, "\u00a0a: b\n" * (most // 7)
    yield "colons", script, ": " * (most // 2 - 1)
    yield "braces", script, HEAD + '  a:\n    say: "' + "{x} " * ((most - 100) // 4) + '"\n'
    yield "open braces", script, HEAD + '  a:\n    say: "' + "{" * (most - 100) + '"\n'
    yield "choices", script, filled(HEAD + "  a:\n    ask: x\n    choices:\n", "      v#: V #\n")
    yield "variants", script, filled(HEAD + "  a:\n    say:\n      one of:\n", "        - V #\n")
    yield (
        "branches",
        script,
        filled(HEAD + "  a:\n    ask: x\n    answer: number\n    then:\n", "      #: b#\n"),
    )
    decide = "      craving is # or more: end\n"
    yield "decisions", script, filled(HEAD + "  a:\n    decide:\n", decide)
    yield (
        "clauses",
        script,
        HEAD + "  a:\n    decide:\n      " + "craving is 1 and " * ((most - 200) // 17) + "x: end",
    )
    steps = "".join(f"  s{n}:\n    decide:\n@      otherwise: next\n" for n in range(100))
    ways = "".join(f"      craving is {n} or more: s{n}\n" for n in range(most // 100 // 31 - 12))
    yield "ways", script, HEAD + steps.replace("@", ways)
    asking = "".join(f"  q{n}:\n    ask: Q\n    answer: yes or no\n@" for n in range(60))
    goes = "    then:\n" + "".join(f"      {n}: q{n % 60}\n" for n in range(60)) + "      otherwise: next\n"
    yield (
        "questions that lead everywhere",
        script,
        HEAD + asking.replace("@", goes.replace("      0:", "      yes:")),
    )
    rule = "  r#:\n    when: craving is 1 or more\n    level: watch\n    tell coach: C\n"
    yield "rules", script, filled(HEAD + "  a:\n    say: x\nrisk:\n", rule)
    test = "  t#:\n    talk:\n      - bot: a\n      - person: yes\n"
    yield "tests", script, filled(HEAD + "  a:\n    ask: x\n    answer: yes or no\ntests:\n", test)
    when = "craving is lower than usual and mood is hard"
    rules = "".join(f"  r{n}:\n    when: {when}\n    level: watch\n    tell coach: C\n" for n in range(500))
    asking = HEAD + "  a:\n    ask: x\n    answer: scale 0 to 10\n    save: craving\nrisk:\n" + rules
    test = "  t#:\n    history: {craving: [4, 4, 4, 4, 4, 5]}\n    talk:\n      - person: 8\n"
    yield "tests with many rules", script, filled(asking + "tests:\n", test)
    later = "".join(f"  s{n}:\n    schedule: ride_the_wave\n    in: 1 minute\n" for n in range(90))
    waiting = HEAD + later + "  a:\n    ask: x\n    answer: yes or no\ntests:\n  t:\n    talk:\n"
    yield "tests that wait for years", script, filled(waiting, "      - wait: 52 weeks\n")
    yield "wrong tests", script, filled(HEAD + "  a:\n    say: x\ntests:\n", "  t#: {talk: [x, y]}\n")
    yield "keys", "keys.yaml", filled("", "k#: {label: L, kind: scal}\n")
    yield "good keys", "keys.yaml", filled("", "k#: {label: L, kind: free text}\n")
    yield "phrases", "safety.yaml", filled("suicide:\n  en:\n", "    - so # it is\n")
    yield "words", "words.yaml", filled("en:\n", "  bad# word: good word\n")
    yield "resources", "resources.yaml", filled("", "r#: {crisis: yes, us: {en: {text: x}}}\n")
    yield "services", "services.yaml", filled("", "s#: {need: treatment, en: 'A #: x', es: 'B #: y'}\n")
    yield "languages", "programme.yaml", "languages: [" + "es, " * ((most - 20) // 4) + "es]\n"
    yield "stages", "programme.yaml", filled("stages:\n", "  s#: {check-in: daily_checkin every day}\n")
    yield "names used twice", script, filled(HEAD, "  a: {say: x}\n")
    yield "cut off", script, filled(HEAD, "  a#: {say: x #y}\n")
    po = "locales/es/LC_MESSAGES/conversations.po"
    yield "a catalog of nothing", po, 'msgid ""\nmsgstr ""\n' + '"x"\n' * 900_000
    yield "a catalog of strange texts", po, "".join(f'msgid "a{n}"\nmsgstr "b"\n\n' for n in range(150_000))
