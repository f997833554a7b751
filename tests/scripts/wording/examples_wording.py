"""Mistakes in the words: promises, gender, what is hard to read; in scripts, shared files and catalogs."""

from collections.abc import Callable

from tests.scripts.example import Example

CATALOG = "locales/es/LC_MESSAGES/conversations.po"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
HELLO = ("daily_checkin.hello.say", "Hi {name}. Good to see you.")
OKAY = ("daily_checkin.mood.choices.okay", "Getting by")
LONG_ENGLISH = (
    "When you feel that the day is getting heavy you could walk to the window and look at the street and "
    "count every car that goes by until it feels a little lighter."
)
LONG_SPANISH = (
    "Cuando sientas que el día se pone pesado podrías caminar a la ventana y mirar la calle y contar cada "
    "coche que pasa hasta que se sienta un poco menos."
)
HARD_ENGLISH = (
    "Establishing reliable environmental circumstances facilitates considerable psychological improvement. "
    "Participation necessitates uninterrupted communication regarding individual vulnerabilities. " * 3
)
HARD_SPANISH = (
    "Establecer circunstancias ambientales favorables facilita la recuperación psicológica. "
    "La participación ininterrumpida necesita comunicaciones institucionales responsables. " * 3
)
IN_SPANISH = ("programme.yaml", "source language: en", "source language: es")


def catalog(text: tuple[str, str], translation: str) -> Callable[[dict[str, str]], None]:
    """Return what gives the good programme a catalog with one translation."""
    (text_id, msgid) = text
    entry = f'\nmsgctxt "{text_id}"\nmsgid "{msgid}"\nmsgstr "{translation}"\n'
    return lambda files: files.update({CATALOG: HEADER + entry})


def said(code: str, words: str, part: str = "", place: str = "18:11") -> Example:
    """Return an example whose mistake stands in the first text of the daily check-in."""
    return Example(
        code=code,
        file="daily_checkin.yaml",
        old="Hi {name}. Good to see you.",
        new=words,
        place=place,
        words=part,
    )


def said_in_spanish(code: str, words: str, part: str, old: str = "Hi {name}. Good to see you.") -> Example:
    """Return the same for a programme that is written in Spanish."""
    return Example(code=code, file="daily_checkin.yaml", old=old, new=words, also=(IN_SPANISH,), words=part)


def translated(code: str, words: str, part: str, text: tuple[str, str] = HELLO) -> Example:
    """Return an example whose mistake stands in the Spanish catalog."""
    return Example(code=code, said_of=CATALOG, place="7:8", words=part, make=catalog(text, words))


EXAMPLES = [
    said("E506", "Hi {name}. Today is not day  zero.", "Write instead: total days"),
    Example(
        code="E506",
        file="daily_checkin.yaml",
        old="okay: Getting by",
        new="okay: An addict, again",
        place="26:13",
        words="add under the step: allow words: [addict]",
    ),
    Example(
        code="E506",
        file="after_use.yaml",
        old="tell coach: Told us",
        new="tell coach: An addict told us",
        words="add under the rule: allow words: [addict]",
    ),
    Example(code="E506", file="daily_checkin.yaml", old="title: Daily", new="title: The addict's daily"),
    Example(code="E506", file="keys.yaml", old="label: The body", new="label: The addict's body"),
    Example(code="E506", file="keys.yaml", old="something small", new="nothing of an addict"),
    Example(
        code="E506",
        file="services.yaml",
        old="Una línea:",
        new="Soy adicto:",
        words="persona con trastorno",
        place="6:7",
    ),
    Example(code="E506", file="resources.yaml", old="Llama a un médico.", new="Todo adicto puede llamar."),
    said("E511", "Hi {name}. A coach will call you.", "'A coach will call' promises what a person does"),
    said("E511", "Hi. Our team answers within the hour.", "Use {when_a_person_answers}"),
    Example(
        code="E511", file="resources.yaml", old="Call a doctor.", new="Help is on the way.", place="9:16"
    ),
    Example(code="E511", file="services.yaml", old="Una línea:", new="Una línea: alguien te llamará."),
    Example(code="E511", file="daily_checkin.yaml", old="okay: Getting by", new="okay: Somebody will call"),
    said_in_spanish("E511", "Hola. Te llamamos hoy mismo.", "'Te llamamos hoy mismo' promises"),
    said_in_spanish("E512", "Hola. ¿Ya estás lista?", "'estás lista' tells the person's gender"),
    said_in_spanish("E512", "Hola. ¿Ya estás lista?", "allow words: [lista]"),
    said_in_spanish("E512", "okay: Estoy cansado", "'tienes cansancio, o te cansa'", "okay: Getting by"),
    said_in_spanish(
        "E512",
        "tell coach: Se siente muy sola.",
        "'se siente muy sola'",
        "tell coach: Four hard days in a row.",
    ),
    Example(code="E512", file="services.yaml", old="Una línea:", new="Una línea: bienvenid@."),
    said("W513", HARD_ENGLISH, "(easy is up to 6)", place="3:8"),
    said("W513", HARD_ENGLISH, "the hardest stands on line 18: 'Participation", place="3:8"),
    said_in_spanish("W513", HARD_SPANISH, "points of Fernández-Huerta (easy is 70 or more)"),
    said("W514", LONG_ENGLISH, "This sentence has 33 words; over 25 are hard to follow"),
    Example(code="W514", file="services.yaml", old="A helpline:", new=f"A helpline: {LONG_ENGLISH} Call"),
    translated("E805", "Hola {name}, adicto.", "'adicto' can be hurtful"),
    translated("E806", "Hola {name}. No estás sola.", "'estás sola' tells the person's gender"),
    translated("E806", "Estoy cansada", "'estoy cansada' tells", OKAY),
    translated("E807", "Hola {name}. Alguien te llamará.", "'Alguien te llamará' promises"),
    translated("W808", f"Hola {{name}}. {HARD_SPANISH}", "the reading level of 'daily_checkin' is"),
    translated("W809", f"Hola {{name}}. {LONG_SPANISH}", "This sentence has 30 words"),
]
