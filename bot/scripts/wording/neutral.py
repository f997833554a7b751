"""Words that give away, to whoever looks over a shoulder, what a bot is for.

What stands on the menu is on the screen all day. There no words about substances or recovery belong, in any
language: a person may show their phone to anybody.
"""

import re

from bot.engine.folding import fold, words_of

# Folded: small letters without accents. Inside a conversation all of these may be said.
_TELLING = words_of(
    """
    drink drinks drinking drank drunk used using craving cravings urge urges sober sobriety recovery
    recovering substance substances drug drugs alcohol alcoholic addict addicts addiction relapse relapsed
    overdose overdosed naloxone narcan methadone suboxone buprenorphine detox withdrawal rehab
    opioid opioids opiates heroin fentanyl cocaine crack meth weed pills booze beer wine vodka clean junkie
    beber bebi bebio bebida bebidas borrachera consumir consumi consumio consumo ganas ansia ansias antojo
    antojos sobrio sobria sobriedad recuperacion recuperarme sustancia sustancias droga drogas drogue drogarme
    alcoholismo adicto adicta adiccion recaida recaidas recai sobredosis naloxona metadona buprenorfina
    desintoxicacion abstinencia rehabilitacion opioide opioides heroina fentanilo cocaina metanfetamina
    mota pastillas cerveza vino trago tragos
    """
)
_WORD = re.compile(r"[a-z0-9]+")


def telling_word(label: str) -> str | None:
    """Return the first word of the label that names substances or recovery, or None."""
    return next((word for word in _WORD.findall(fold(label)) if word in _TELLING), None)
