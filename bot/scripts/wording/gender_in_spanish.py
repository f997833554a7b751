"""How Spanish gives a reader a gender. One blank stands between words; capitals do not count."""


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


# {beginning of the word: how to say it for everybody}
INSTEAD = {
    "bienvenid": "qué bueno que estés aquí",
    "sol": "a solas, o aquí tienes compañía",
    "list": "cuando quieras, o ya puedes",
    "segur": "a salvo, o tienes la certeza",
    "cansad": "tienes cansancio, o te cansa",
    "agotad": "sientes agotamiento",
    "orgullos": "con orgullo",
    "tranquil": "con calma",
    "preocupad": "te preocupa",
    "asustad": "tienes miedo",
    "enojad": "sientes enojo",
    "enfadad": "sientes enojo",
    "nervios": "sientes nervios",
    "deprimid": "sientes tristeza",
    "perdid": "no sabes por dónde seguir",
    "atrapad": "no ves la salida",
    "abrumad": "es demasiado",
    "interesad": "te interesa",
    "invitad": "puedes venir",
    "motivad": "tienes ganas",
    "content": "te alegra",
    "sobri": "sin beber ni consumir",
    "despiert": "puedes abrir los ojos",
    "dispuest": "quieres, o puedes",
    "preparad": "cuando quieras",
    "acompañad": "tienes compañía",
    "ocupad": "no tienes tiempo ahora",
    "mism": "por tu cuenta, o solo tú",
    "amig": "su nombre, o compa",
    "querid": "su nombre",
}
OTHERWISE = "a noun or a verb that fits everybody, such as 'con calma', 'tienes sueño' or 'cuando quieras'"

# how one is; "solo" mostly means "only", so it counts after some verbs only
FEELING = (
    r"(?:(?:bienvenid|segur|cansad|agotad|orgullos|tranquil|preocupad|asustad|enojad|enfadad|nervios"
    r"|deprimid|perdid|atrapad|abrumad|motivad|sobri|despiert|dispuest|preparad|acompañad|ocupad|animad"
    r"|relajad|aburrid|confundid|desesperad|ansios|inquiet|enferm|maread|dormid|content|list|avergonzad"
    r"|callad|hart|cómod|atendid|tratad|valios|decidid|sol)[oa]s?)"
)
ANY = r"(?:(?:\w*[^\W\d_])?[oa]s?)"
# what may stand between the verb and the word that tells
BETWEEN = (
    r"(?: (?:muy|más|tan|bien|ya|un (?:poco|tanto)|bastante|demasiado|algo|siempre|casi|menos|nunca|jamás"
    r"|también|todavía|aún|(?:hoy|ahora|aquí)(?: mismo)?|de verdad|[^\W\d_]+mente|igual de|del todo|medio"
    r"|súper|así de|por fin|tú|no))*+"
)

# the verbs after which nearly every word in -o or -a tells
YOU_ARE = (
    r"(?:est(?:ás|és|abas|arás|arías|uvieras|uvieses|uviste)|eres|seas|fueras|fueses|serás|serías"
    r"|te (?:sientes|sientas|sentías|sentiste|sentirás|sentirías|sintieras|encuentras|quedas|quedes"
    r"|quedaste)|quedas|quedaste|sigues|sigas|seguías|(?:te )?(?:has|hayas|habías|hubieras) (?:estado"
    r"|sido|sentido|quedado)|siéntete|mantente|manténte|quédate|(?:sentir|quedar|mantener)te"
    r"|gracias por ser|usted (?:está|esté|es|sea|se siente|se sienta))"
)
I_AM = r"(?:estoy|soy|estaba|me (?:siento|sentía|sentí|quedé|encuentro)|ando|he estado|quiero estar)"
# those after which only a feeling does
YOU_SEEM = (
    r"(?:te (?:ves|veas|notas|pones|pongas|pusiste|vuelves|vas)|eras|fuiste|andas|andes|andabas|pareces"
    r"|parezcas|vives|vivas|duermes|vienes|llegas|(?:encontrar|ver|poner)te|estate|ponte|te (?:noto|veo"
    r"|siento)|(?:puedes|quieres|vas a|tienes que|necesitas|mereces|podrías|querrías|prefieres"
    r"|sueles) (?:estar|ser|seguir|vivir|dormir)|(?:para|sin) estar)"
)
THEY_ARE = (
    r"(?:está|estaba|estuvo|esté|es|era|se (?:siente|sentía|sintió|encuentra|quedó|ve|puso)|sigue|anda"
    r"|parece|ha estado|quiere estar|dice estar)"
)
# what one does or bears, and at the end of the clause: alone
ALONE = (
    r"(?:(?:hacer|pasar|vivir|cargar|llevar|enfrentar|lograr|resolver|aguantar|soportar)(?:lo|la|los"
    r"|las)?|pases|hagas|vivas|cargues|lleves|enfrentes|hazlo|pásalo)(?: (?:por|con|esto|eso|todo|ello|tú"
    r"|el|la|peso|dolor|hoy|noche))* sol[oa](?=\s*(?:[.,;:!?…)»\"]|$))"
)
_AT_A_START = r"(?:(?<=^)|(?<=[,.;:!?¡¿] )|(?<=[¡¿])|(?<=\bhola )|(?<=\bgracias ))"
CALLED = "|".join(
    (
        # but not: te damos la bienvenida
        r"(?<!\bla )(?<!\buna )(?<!\bde )bienvenid[oa]s?|san[oa]s? y salv[oa]s?",
        # cuídate a ti mismo · tú sola
        r"(?:tú|ti|contigo) (?:sol|mism)[oa]s?",
        r"sé (?:muy |más )?(?:buen|generos|honest|sincer|cuidados|cariños)[oa]",
        # eres la única · eres un luchador · eres mi amiga
        r"(?:eres|seas|serás) (?:el|la) (?:únic|primer|dueñ|elegid)[oa]",
        r"(?:eres|seas|serás) (?:un|una|mi|el|la) (?:gran |buena? )?(?:amig|luchador|guerrer|ganador"
        r"|compañer|herman|hij|chic|muchach|niñ|adict|alcohólic|enferm|trabajador|soñador|vencedor"
        r"|campe)(?:[oa]|ón|ona)?",
        # hola, amigo · querida {name} · tranquilo, aquí estoy · ¡lista para empezar!
        rf"{_AT_A_START}(?:(?:mi )?(?:amig|querid|compañer|herman)[oa]s?(?= ?(?:[,.!?…]|\{{|$))"
        r"|querid[oa]s? \{|tranquil[oa]s?(?= ?[,.!?…])|list[oa]s?(?= para\b))",
        # ¿lista? · ¿ya listo para empezar?
        r"(?<=¿)(?:ya )?(?:list[oa]s?(?! de\b)|segura|cansad[oa]|preparad[oa]|despiert[oa])(?= ?(?:\?"
        r"|para\b|de\b|que\b))",
    )
)
# solo/a · sol@ · solx
TWO_AT_ONCE = (
    r"\w+os/as|\w{2,}(?:o/a|a/o|as/os|or/a|ores/as|o\(a\)|os\(as\)|or\(a\))|(?<![@.])\w{2,}@s?(?![@])"
    r"|(?:sol|list|tod|amig|bienvenid|querid|niñ|compañer|herman|nosotr|otr|much|segur|content|perdid"
    r"|unid|\w{2,}ad)xs?"
)

# Words in -o, -a, -os, -as that tell nobody's gender when they stand after "estás" and its like.
NEUTRAL = _set_of(
    "a o ahora como para contra cerca fuera nada cada toda todo todas todos mucha mucho muchas muchos "
    "poca poco pocas pocos tanta tanto esta esa aquella esto eso aquello estas esas estos esos una uno "
    "unas unos la lo las los otra otro otras otros alguna alguno algunas algunos ninguna ninguno algo "
    "nuestra nuestro nuestras nuestros tuya tuyo suya suyo mía mío cuanto cuanta luego pronto abajo "
    "adentro afuera arriba encima debajo lejos menos más mañana hasta sobre bajo hacia mientras apenas "
    "además quizás quizá acaso entonces casa persona personas ayuda compañía fuerza calma duda dudas "
    "salvo bordo cargo punto camino medio riesgo días horas hora gracias nos tras después atrás poquito "
    "rato trabajo dentro vida cara ánimo alerta víctima colega guía hipócrita indígena atleta poeta alma "
    "cuándo cómo demasiado demasiada jamás nosotros nosotras ellos ellas cuántas cuántos ratito prisa "
    "fiesta"
)
# Words, one of which stands wherever the reader gets a gender in words of one ending.
TELLING = _set_of(
    "estás estés estabas estarás estarías estuvieras estuvieses estuviste eres seas eras fuiste fueras "
    "fueses serás serías sientes sientas sentías sentiste sentirás sentirías sintieras encuentras quedas "
    "quedes quedaste sigues sigas seguías estado sido sentido quedado siéntete mantente manténte quédate "
    "usted ves veas notas pones pongas pusiste vuelves vas andas andes andabas pareces parezcas vives "
    "vivas duermes vienes llegas sentirte quedarte estate ponte noto veo siento por sano sana sé "
    "mantenerte encontrarte verte ponerte estar ser seguir vivir dormir solo sola solos solas mismo misma "
    "mismos mismas bienvenido bienvenida bienvenidos bienvenidas amigo amiga amigos amigas querido "
    "querida queridos queridas compañero compañera compañeros compañeras hermano hermana hermanos "
    "hermanas tranquilo tranquila tranquilos tranquilas listo lista listos listas segura cansado cansada "
    "preparado preparada despierto despierta"
)
