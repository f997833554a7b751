"""A programme that is written in Spanish, with English as its translation."""

AGUANTA = {
    "programme.yaml": """format: 1
name: Aguanta
languages: [es, en]
source language: es
country: mx
time zone: America/Mexico_City
welcome: bienvenida
check-in hour: 09:00
quiet hours: 21:30 to 08:00
stages:
  siempre: {check-in: diario every day}
""",
    "keys.yaml": "animo: {label: Ánimo, kind: one of, values: [bien, mal], when missing: no dijiste}\n",
    "bienvenida.yaml": """format: 1
script: bienvenida
title: Bienvenida
starts: by the programme
if no answer: {give up after: 20 hours}
steps:
  hola:
    say: Hola, {name}. Qué bueno que estás aquí.
  animo:
    ask: ¿Cómo va el día?
    choices:
      bien: Va bien
      mal: Está difícil
    save: animo
""",
    "mi_dia.yaml": """format: 1
script: mi_dia
title: Mi día
starts: menu button
button: Mi día
if no answer: {give up after: 20 hours}
steps:
  dia:
    call: diario
tests:
  pregunta por el día:
    talk:
      - bot: diario.animo
""",
    "diario.yaml": """format: 1
script: diario
title: Diario
starts: by the programme
if no answer: {give up after: 20 hours}
steps:
  animo:
    ask: ¿Cómo va hoy?
    choices:
      bien: Va bien
      mal: Está difícil
    save: animo
  total:
    say:
      count: checkins_total
      one: Gracias. Fue la primera vez.
      other: Gracias. Van {count} veces.
tests:
  un día difícil:
    talk:
      - bot: animo
      - says: ¿Cómo va hoy?
      - person: Está difícil
      - bot: total
      - says: Gracias.
      - saved: animo = mal
      - end: completed
""",
}
