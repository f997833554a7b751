"""How a promise sounds in Spanish. One blank stands between words; capitals do not count."""

_PERSONA = r"(?:persona|coach|compañer[oa]|consejer[oa]|voluntari[oa]|enfermer[oa]|médic[oa])"
_DEL_EQUIPO = r"(?: (?:de|del) (?:nuestro |el )?equipo)?"
_QUIEN = (
    rf"(?:alguien{_DEL_EQUIPO}|(?:una?|otra|tu|nuestr[oa]|el|la) {_PERSONA}{_DEL_EQUIPO}"
    r"|(?:todo )?(?:nuestro|el|tu) equipo|\{coach\}|(?:la )?ayuda|(?:los|nuestros|unos|dos"
    r"|tres) coaches|(?:la|una|tu) respuesta|nosotros|ellos)"
)
_TE = r"(?:(?:ya|pronto|luego|después|también|siempre|hoy|mañana) )*(?:(?:te|le|les|nos|se) )?"

_RAIZ = (
    r"(?:llam|contact|contest|escrib|respond|ayud|busc|visit|habl|atend|acompañ|avis|comunic|lleg|ir"
    r"|vendr|estar|ver|devolver|leer|conoc|mand|tom|marc|pas|acud|apoy|resolv|env|habr)"
)
_HARA = rf"{_RAIZ}(?:ar|er|ir|r)?(?:á|án|emos)"  # llamará, escribirán, contestaremos
_HACER = (
    r"(?:llamar|contactar|contestar|escribir|responder|ayudar|buscar|visitar|hablar|atender|acompañar"
    r"|avisar|comunicar|llegar|ir|venir|estar|ver|devolver|leer|poner)(?:te|se|le|nos)?"
)
_HACE = (
    r"(?:(?:llama|contacta|contesta|escribe|responde|ayuda|busca|visita|habla|atiende|llega|viene|lee)n?"
    r"|acompaña|devuelve|está|están)"
)
_HACEMOS = (
    r"(?:llamamos|contactamos|contestamos|escribimos|respondemos|ayudamos|buscamos|visitamos|atendemos"
    r"|devolvemos|estamos)"
)

_CANTIDAD = r"(?:\d+|una?|unos|unas|pocos|pocas|dos|tres|cinco|diez|quince|veinte|treinta|las? próximas?)"
_PRONTO = (
    r"(?:enseguida|en seguida|de inmediato|inmediatamente|ahora mismo|ahorita|en breve|muy pronto|pronto"
    r"|cuanto antes|lo antes posible|hoy mismo|hoy|esta (?:noche|tarde|mañana|semana)|mañana|al instante"
    rf"|en cualquier momento|(?:en|dentro de|en menos de) {_CANTIDAD} (?:segundos?|momentos?|minutos?"
    r"|horas?|días?|ratos?|ratito)|antes de (?:las? \d+|mediodía|medianoche|mañana))"
)
_A_TODA_HORA = r"(?:(?:de )?día y (?:de )?noche|a (?:cualquier|toda) hora|las 24 horas|24 ?/ ?7|siempre)"
_CUANDO = rf"(?:{_PRONTO}|{_A_TODA_HORA})"
_UNAS_PALABRAS = r"[^.;!?:]{0,60}? "  # letters; what stands between the act and the time in the same breath

# A promise holds one of these words, or one with such an ending.
TELLING = (
    "va van vamos vas camino llegar allá llegando viene vienen llega espera contigo contacto diré pediré "
    "diremos pediremos aseguro tarda tardan buscamos prometo prometemos garantizamos garantizado "
    "garantizada estamos recibirás tendrás serás enseguida seguida inmediato inmediatamente mismo ahorita "
    "breve pronto antes posible hoy noche tarde mañana semana instante momento momentos segundo segundos "
    "minuto minutos hora horas día días rato ratos ratito mediodía medianoche siempre 24"
)
ENDINGS = r"(?:á|án|emos)"
# "no puedo decirte a qué hora te contestará alguien"
UNKNOWN = (
    r"no (?:te )?(?:puedo|podemos|sé|sabemos|puede|hay forma)(?: de)?(?: (?:decirte|decir|saber"
    r"|prometer\w*))?(?= (?:a qué|cuándo|qué|si|en cuánto|cuánto))"
)
# "cuando te llame", "si alguien te llama hoy", "nadie te llamará"
SPARED = r"cuando|cuándo|si|que|nadie(?: (?:de|del|en))?|no|ni|tampoco|quien|(?:a )?qué hora"

BY_SOMEBODY = "|".join(
    (
        # alguien te llamará · un coach va a escribirte · te llamaremos · te van a llamar · vamos a llamarte
        rf"{_QUIEN} {_TE}(?:{_HARA}|(?:va|van) a {_HACER})",
        rf"(?:te|le|les|nos) {_HARA}|{_HARA} {_QUIEN}",
        rf"(?:te|nos|le) (?:va|van|vamos) a {_HACER}",
        r"(?:va|van|vamos) a (?:llamar|contactar|contestar|escribir|responder|ayudar|buscar|visitar"
        r"|atender|acompañar|ver)te",
        # se pondrá en contacto · nos vamos a comunicar
        r"se (?:pondrá|comunicará)n? (?:en contacto|contigo)|nos (?:pondremos|comunicaremos)|(?:se van?"
        r"|nos vamos) a (?:poner|comunicar)",
        # la ayuda está en camino · alguien ya viene
        rf"{_QUIEN} (?:ya )?(?:viene|vienen|va|van|está|están) (?:ya )?(?:en camino|por llegar|para allá"
        r"|llegando)",
        rf"{_QUIEN} ya (?:viene|va)n?",
    )
)
OTHERS = "|".join(
    (
        # nuestro equipo te contesta enseguida · te llamamos hoy · mañana te llama un coach
        rf"(?:{_QUIEN} {_TE}|(?:te|nos|le) ){_HACE}{_UNAS_PALABRAS}{_CUANDO}",
        rf"(?:te |nos )?{_HACEMOS}{_UNAS_PALABRAS}{_CUANDO}",
        rf"{_CUANDO},? (?:{_QUIEN} {_TE}|te ){_HACE}",
        rf"{_CUANDO},? te {_HACEMOS}",
        # nos comunicamos contigo · mandaremos ayuda · le diré a alguien que te llame
        r"nos comunicamos contigo|nos ponemos en contacto|(?:mandar|enviar|pedir|buscar"
        r"|conseguir)emos (?:ayuda|a alguien)",
        r"(?:diré|pediré|diremos|pediremos) [^.;!?:]{0,40}? ?que te (?:llame|escriba|conteste|busque"
        r"|atienda|ayude)n?",
        r"vas a (?:recibir|tener) (?:una? )?(?:respuesta|llamada|visita|mensaje)|te (?:lo )?aseguro",
        r"(?:estaremos|estamos|estarán) contigo|no tardan? en (?:llamar|contestar|escribir|responder)te"
        r"|te buscamos a alguien",
        # recibirás una llamada · serás atendida · espera nuestra llamada
        r"recibirás (?:una? )?\w+|tendrás (?:una? )?(?:respuesta|llamada|visita|mensaje)"
        r"|te llega una (?:respuesta|llamada)",
        r"serás (?:atendid|contactad|llamad|visitad|escuchad|recibid)\w+|espera (?:una|nuestra"
        r"|su) (?:llamada|respuesta|visita)",
        r"(?:te lo |te )?(?:prometo|prometemos|garantizamos)|garantizad[oa]",
        # está en camino · siempre hay alguien
        r"(?:está|viene|va)n? (?:ya )?en camino|ya vienen?(?= ?[.,!]|$)",
        # ya va alguien para allá · alguien viene · ya viene
        rf"ya (?:viene|va)n? {_QUIEN}|{_QUIEN} vienen?(?= ?[.,!]|$)",
        r"siempre (?:estamos|hay alguien|habrá alguien|estaremos|estaré|contestamos|respondemos)",
        r"(?:estamos|estaremos) (?:aquí )?siempre",
        rf"^(?:la )?ayuda,? {_PRONTO}",
    )
)
