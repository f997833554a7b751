"""Spanish that gives the reader a gender is heard, with a repair; everything else may be said."""

import pytest

from bot.scripts.wording import Voice, faults_of_words

GENDERED = [
    "¿Estás listo?",
    "Cuando estés lista, escribe.",
    "Bienvenido, {name}.",
    "Qué bueno verte. ¡Bienvenida!",
    "No estás solo.",
    "No estás sola en esto.",
    "Aquí no estás sola.",
    "Estás más cansado que ayer.",
    "¿Estás muy cansada hoy?",
    "Eres un luchador.",
    "Eres una guerrera.",
    "Eres valioso.",
    "Eres muy valiosa para nuestro equipo.",
    "Te sientes solo a veces.",
    "¿Te sientes tranquilo?",
    "¿Te has sentido sola?",
    "Siéntete orgulloso de ti.",
    "Quédate tranquila.",
    "Puedes estar seguro de eso.",
    "No tienes que estar sola.",
    "No tienes que pasar por esto solo.",
    "No tienes que hacerlo sola.",
    "No lo hagas solo.",
    "Cuídate a ti mismo.",
    "Sé amable contigo misma.",
    "Hola, amigo.",
    "Gracias, amiga.",
    "Querida {name}, aquí estoy.",
    "Tranquilo, aquí estoy.",
    "¿Listo para empezar?",
    "¿Lista?",
    "Solo/a no, aquí estoy.",
    "¿Estás list@?",
    "No estás solx.",
    "Bienvenidxs.",
    "Amigo(a), aquí estoy.",
    "Sigues vivo.",
    "¿Sigues despierta?",
    "¿Vives solo?",
    "Para estar segura, llama.",
    "Te quedas sola en casa.",
    "Nunca te sientas avergonzado.",
    "Hoy estás más animada.",
    "Ojalá te sientas acompañado.",
    "Estás invitado a volver.",
    "Si te ves atrapada, llama.",
    "Gracias amigo.",
    "¿Ya estás tranquila?",
    "Recuerda que no estás sola.",
    "Si te sientes agobiado, respira.",
    "Gracias por ser tan honesto.",
    "Gracias por ser sincera.",
    "Eres más fuerte de lo que crees, amigo.",
    "Sé bueno contigo.",
    "Te ves cansado.",
    "Seguro que estás harta.",
    "Qué bueno que estás vivo.",
    "Cuando te sientas preparado, seguimos.",
    "¿Te sientes sola o solo?",
    "Todos somos bienvenidos.",
    "Pasa, eres bienvenida.",
    "Tú eres el único que decide.",
    "Tú eres la única que puede decidir.",
    "Duermes solo hoy.",
    "No tienes que sentirte avergonzada.",
    "¿Fuiste atendido?",
    "¿Has sido tratada con respeto?",
    "No te quedes callado.",
    "Estate tranquilo.",
    "Ponte cómodo.",
    "Ponte cómoda y respira.",
    "Eres dueño de tu vida.",
    "Te quiero ver sano y salvo.",
    "Estás tan callado hoy.",
    "Quizás estés confundida.",
    "Si estás embarazada, que te revisen ahora.",
    "Niñ@s y adult@s.",
    "Los/as coaches.",
    "Estás limpio.",
    "Ya casi estás recuperada.",
    "¿Te encuentras más animado?",
    "No te sientas obligado a responder.",
    "Estás cansadísimo, ¿verdad?",
    "Eres una luchadora nata.",
    "¿Estás acompañado ahora?",
    "Si estás borracho, no manejes.",
    "Quédate sentada un momento.",
    "¿Cuándo fue la última vez que estuviste sobria?",
    "Eres bien valiente, hermano.",
    "No eres malo por sentir eso.",
    "¿Estás ocupada? Puedo volver luego.",
    "Te noto preocupada.",
]
FOR_EVERYBODY = [
    "Qué bueno que estés aquí.",
    "Una persona de nuestro equipo te da la bienvenida.",
    "Todavía espera una bienvenida.",
    "Este es un mensaje de bienvenida.",
    "Solo hablo en chats privados.",
    "¿Cómo estás ahora?",
    "Estás a salvo.",
    "Si estás en casa, abre la puerta.",
    "Estás pensando en eso.",
    "¿Estás pensando en quitarte la vida?",
    "Listo, {name}. Desde ahora uso esa hora.",
    "Sirve una sola vez.",
    "Una persona sola puede pedir ayuda.",
    "La línea está abierta.",
    "El caso está cerrado.",
    "Te sientes mejor hoy.",
    "¿Te sientes a salvo?",
    "¿Con quién te sientes a salvo?",
    "Eres una persona fuerte.",
    "Eres parte del equipo.",
    "Ya eres parte del equipo.",
    "Sigues aquí, y yo también.",
    "Sigues mereciendo ayuda.",
    "Todo lo que has avanzado sigue contigo.",
    "¿Por qué has bebido?",
    "Has hecho mucho.",
    "Llama a un amigo.",
    "Un amigo puede ayudarte.",
    "Solo escribe hola.",
    "Solo para ti.",
    "Unas pocas preguntas cortas, solo para ti.",
    "Estás como quieres.",
    "Cuando estés con alguien, cuéntalo.",
    "Quédate donde te puedan encontrar.",
    "Quédate donde haya gente.",
    "No te quedes a solas.",
    "Gracias por quedarte hasta aquí.",
    "Cambia de lugar, toma agua o lávate la cara.",
    "Qué gusto verte, {name}.",
    "Con quién te sientes en calma.",
    "Eres optimista.",
    "Mantente alerta.",
    "Toma aire despacio y cuenta hasta cuatro.",
    "Ve a la sala de emergencias más cercana.",
    "Si hay alguien que no despierta, llama.",
    "nombre@correo.org",
    "Estás para ti.",
    "No estás en falta.",
    "¿Estás todavía ahí?",
    "¿Dónde estás ahora mismo?",
    "Estás cerca de la puerta.",
    "Lo que sientes ahora pasa.",
    "Si sientes culpa, está bien.",
    "Las ganas pasan solas.",
    "Al empezar puedes decir que te preocupa la policía.",
    "¿Ya estás mejor?",
    "¿En qué idioma te sientes en casa?",
    "Puedes estar aquí todo lo que quieras.",
    "Puedes ser tú.",
    "Estás a un paso.",
    "Eres libre.",
    "Te ves bien.",
    "Xanax, relax y Bronx.",
    "¿Ya comiste algo hoy?",
    "Gracias por tu sinceridad.",
    "Seguro que sí.",
    "Respira profundo y lento.",
    "Despacio y con calma.",
    "Solo tú decides.",
    "Hazlo a tu ritmo.",
    "Un vaso de agua ayuda.",
    "Tu cuerpo está cansado.",
    "Puede que tu cabeza esté cansada.",
    "¿Está abierta la puerta?",
    "La puerta está cerrada.",
    "Hoy estás dando un paso.",
    "Estás en buenas manos.",
    "Aquí cabe todo el mundo.",
    "Estás a tiempo.",
    "Estás haciendo algo difícil.",
    "¿Sigues con dudas?",
    "¿Sigues en la calle?",
    "Si sigues así, llama.",
    "Quedas en libertad de parar.",
    "Quedan dos preguntas.",
    "Te sientes como antes?",
    "¿Cómo te sientes esta mañana?",
    "¿Te sientes mal del estómago?",
    "Eres más fuerte de lo que crees.",
    "Eres capaz.",
    "Eres importante para alguien.",
    "No eres lo que pasó.",
    "No eres una carga.",
    "No eres un problema.",
    "Eres alguien que cuida.",
    "¿Eres mayor de 18 años?",
    "Estás bajo tratamiento.",
    "Estás sin dormir.",
    "Estás cara a cara con algo difícil.",
    "Estás hablando conmigo.",
    "¿Vives con alguien?",
    "¿Vives en casa propia?",
    "Estarás aquí mañana.",
    "Puedes hablar claro.",
    "Puedes estar en paz.",
    "Toma tu medicina como siempre.",
    "El solo hecho de escribir ya es algo.",
    "Con solo escribir ya diste un paso.",
    "Una sola palabra basta.",
    "A solas cuesta más.",
    "Es normal.",
    "Sé que es difícil.",
    "No sé mucho de eso.",
    "Ni una gota más.",
    "Estás en recuperación.",
    "¿Estás con tu familia?",
    "¿Estás fuera de casa?",
    "Estás a cargo de tus pasos.",
    "Te sientes con fuerzas?",
    "¿Sigues con la misma idea?",
    "Eres la persona que decide.",
    "¿Te quedas en casa hoy?",
    "Estás aquí, y eso cuenta mucho.",
    "Una amiga o un amigo puede ayudarte.",
    "La calle está mojada.",
    "Tu hermana está preocupada por ti.",
    "Si tu amigo está dormido y no despierta, llama al 911.",
    "¿Te ves mañana haciendo algo distinto?",
    "Sé quién eres.",
]
GENDERED_BUTTONS = [
    "Estoy cansada",
    "Me siento solo",
    "Estoy muy asustado",
    "Cansado",
    "Sola en casa",
    "Estoy listo",
    "Soy nueva aquí",
    "Triste y cansada/o",
]
BUTTONS_FOR_EVERYBODY = [
    "Estoy a salvo",
    "Listo",
    "Ya estoy más a salvo",
    "Sigo aquí",
    "Solo quería decirlo",
    "Me siento mal",
    "Estoy en casa",
    "Estoy bebiendo",
    "Llamé al 911",
    "Sentía soledad",
    "Me siento en calma",
    "Vivo en la calle",
]
GENDERED_WORDS_TO_COACHES = [
    "Se siente sola.",
    "Está cansado.",
    "Dice que está muy deprimida.",
]
WORDS_TO_COACHES = [
    "Está en crisis.",
    "La pasa mal.",
    "Las ganas de consumir siguen en 8.",
    "Es la tercera vez.",
    "{code} está cerrado.",
    "Está bien.",
    "Está sin dormir.",
]


@pytest.mark.parametrize("text", GENDERED)
def test_an_ending_that_gives_the_reader_a_gender_is_heard(text: str) -> None:
    assert set(_codes(text)) == {"E512"}


@pytest.mark.parametrize("text", FOR_EVERYBODY)
def test_what_fits_everybody_may_be_said(text: str) -> None:
    assert _codes(text) == []


@pytest.mark.parametrize("text", GENDERED_BUTTONS)
def test_a_button_does_not_make_anybody_say_a_gender(text: str) -> None:
    assert set(_codes(text, Voice.OF_READER)) == {"E512"}


@pytest.mark.parametrize("text", BUTTONS_FOR_EVERYBODY)
def test_a_button_that_fits_everybody_may_be_offered(text: str) -> None:
    assert _codes(text, Voice.OF_READER) == []


@pytest.mark.parametrize("text", GENDERED_WORDS_TO_COACHES)
def test_coaches_are_not_told_a_gender_that_nobody_knows(text: str) -> None:
    assert set(_codes(text, Voice.ABOUT_READER)) == {"E512"}


@pytest.mark.parametrize("text", WORDS_TO_COACHES)
def test_coaches_may_be_told_what_fits_everybody(text: str) -> None:
    assert _codes(text, Voice.ABOUT_READER) == []


def test_english_gives_nobody_a_gender() -> None:
    assert list(faults_of_words("Are you tired? You are welcome. Hello, amigo.", "en", {})) == []


@pytest.mark.parametrize(
    ("text", "repair"),
    [
        ("¿Estás lista?", "'cuando quieras, o ya puedes'"),
        ("Bienvenido.", "'qué bueno que estés aquí'"),
        ("No estás sola.", "'a solas, o aquí tienes compañía'"),
        ("Eres valiosa.", "a noun or a verb that fits everybody, such as 'con calma'"),
    ],
)
def test_the_repair_reads_well(text: str, repair: str) -> None:
    ((_, words),) = faults_of_words(text, "es", {})

    assert f"Say it so that it fits everybody: {repair}" in words


def test_a_word_that_is_really_meant_is_spared() -> None:
    assert list(faults_of_words("¿Estás lista?", "es", {}, ("Lista",))) == []
    assert list(faults_of_words("¿Estás lista?", "es", {}, ("estás lista",))) == []
    assert list(faults_of_words("¿Estás lista?", "es", {}, ("sola",))) != []


def _codes(text: str, voice: Voice = Voice.TO_READER) -> list[str]:
    return [code for code, _ in faults_of_words(text, "es", {}, voice=voice)]
