"""Yes and no as people write them, English and Spanish, with thumbs, typos and too many letters."""

from bot.engine.folding import fold, near, squeezed, words_of

_YES = words_of(
    """
    yes yep yeah yea yeh ya yup yah yas yess yse eys y sure definitely absolutely correct
    affirmative totally indeed true mhm aye certainly exactly yessir yepp ye si sip sipi simon sep sipo
    claro obvio correcto cierto afirmativo efectivamente exacto aja seguro 👍 ✅ ✔ 👌 💯 🙌
    """
) | {
    "of course", "for sure", "i did", "i do", "i am", "i have", "i was", "i do have", "uh huh", "you bet",
    "thats right", "that is right", "i think so", "i guess so", "oh yes", "hell yes", "sure did",
    "sure thing",
    "claro que si", "por supuesto", "asi es", "desde luego", "como no", "a huevo", "creo que si", "pues si",
    "si claro", "eso si", "ya lo creo", "sin duda", "si lo hice",
}  # fmt: skip
_NO = words_of(
    """
    no nope nah nay naw n never noo noe nop nel nones nanay negativo jamas nunca nada nopes negative
    👎 ❌ ✖ 🚫
    """
) | {
    "not really", "not at all", "no way", "not today", "not yet", "not now", "i did not", "i didnt", "i dont",
    "i havent", "i have not", "i am not", "im not", "i wasnt", "didnt", "havent", "no i didnt", "nobody",
    "nobody is here", "nobody here", "no one is here", "no one here",
    "i dont think so", "absolutely not", "definitely not", "of course not", "no one", "noone", "nothing",
    "para nada", "de ninguna manera", "ni madres", "que va", "claro que no", "por supuesto que no",
    "todavia no", "aun no", "creo que no", "pues no", "hoy no", "ahora no", "ahorita no", "nadie",
    "nel pastel",
    "no lo hice", "en absoluto", "nada de eso", "desde luego que no", "tampoco", "no hay nadie",
    "no hay nadie aqui",
}  # fmt: skip

# "Never mind" and "no sé" begin like a no and are none; "I did not" after a yes takes it back.
_NEITHER = words_of(
    """
    maybe idk dunno depends unsure quizas quiza depende nose
    """
)
_NEITHER_BEGINS = (
    "never mind", "no idea", "no clue", "no se", "no lo se", "no sabria", "no recuerdo", "no me acuerdo",
    "no estoy seguro", "no estoy segura", "not sure", "i dont know", "no puedo", "no quiero", "no comment",
    "yes and no",
    "si y no", "ni si ni no", "no problem", "no te entiendo", "no entiendo", "no understand", "si no",
)  # fmt: skip
_AGAINST_YES = words_of(
    """
    no not nope nah nel didnt dont wasnt havent never nunca tampoco jamas
    """
)
_AGAINST_NO = words_of(
    """
    yes yep yeah but did drank used bebi tome consumi pero actually only just solo solamente apenas
    except excepto unless menos
    """
)
_FIRST_YES = frozenset(word for word in _YES if " " not in word) - {"true", "seguro", "exactly", "y", "ya"}
_FIRST_NO = frozenset(word for word in _NO if " " not in word) - {"nobody", "nothing", "nadie", "n", "nada"}

_NO_BEGINS = (
    "not really",
    "not at all",
    "not yet",
    "not today",
    "not now",
    "para nada",
    "todavia no",
    "aun no",
)

# Said before an answer, adding nothing to it.
_BEFORE = words_of("jaja jajaja jajajaja haha hahaha lol pues bueno well oh ah ay um eh mmm hmm so ok okay")

# A longer text has more to say than yes or no: the person is asked again rather than misread.
_LONGEST = 14  # words


def _is_one_of(word: str, known: frozenset[str]) -> bool:
    if word in known or squeezed(word) in known:
        return True
    return len(word) >= 5 and any(len(other) >= 5 and near(word, other) for other in known)


def _begins(folded: str, phrase: str) -> bool:
    return folded == phrase or folded.startswith(phrase + " ")


def read_yes_no(words: str) -> str | None:
    """Return "yes" or "no", or None when the words say neither, both, or more than that."""
    folded = fold(words)
    tokens = folded.split()
    while len(tokens) > 1 and (tokens[0] in _BEFORE or squeezed(tokens[0]) in _BEFORE):
        tokens = tokens[1:]
    folded = " ".join(tokens)
    if not tokens or len(tokens) > _LONGEST:
        return None
    if folded in _NEITHER or any(_begins(folded, one) for one in _NEITHER_BEGINS):
        return None
    if len(set(tokens)) == 1:
        folded = tokens[0]
    if folded in _YES:
        return "yes"
    if folded in _NO:
        return "no"
    rest = frozenset(tokens[1:])
    if any(_begins(folded, one) for one in _NO_BEGINS) and not rest & _AGAINST_NO:
        return "no"
    if _is_one_of(tokens[0], _FIRST_YES) and not rest & (_AGAINST_YES | _NEITHER):
        return "yes"
    if _is_one_of(tokens[0], _FIRST_NO) and not rest & (_AGAINST_NO | _NEITHER):
        return "no"
    return None
