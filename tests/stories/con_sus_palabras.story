# In her own words, in Spanish: "como un 8", "simón", "nel" count as answers.
Title: Con sus propias palabras
Language: es
History: craving = 2, 3, 5

Script: daily_checkin
Bot: Hola, Luz. ¿Nos tomamos dos minutos?

     ¿Cómo va el día?

Luz: ahí voy
Bot: Pensando en hoy, ¿qué tanto te llamó beber o consumir?

     0 = nada de ganas · 10 = más fuertes que nunca

Luz: como un 8
Bot: Estoy contigo, Luz. Las ganas pueden sentirse enormes, y aun así pasan.

     ¿Con qué te gustaría empezar?
Coach is told: strong_craving (watch)
Coach is told: craving_rising (urgent)

Luz: respirar
Bot: Toma aire por la nariz y cuenta hasta cuatro. Suéltalo despacio y cuenta hasta seis. Sigue así
     dos minutos. Yo llevo el tiempo. Si quieres terminar antes, escribe una palabra.

Later: 2 minutes
Bot: ¿Qué tan fuerte es ahora?

     0 = ya no hay · 10 = más fuertes que nunca

Luz: un 3, creo
Bot: Dejaste pasar la ola. Acuérdate de esta.

     Cada ola que dejas pasar te da más fuerza, Luz. Aquí estoy también para la próxima.

     ¿Bebiste o consumiste desde la última vez que hablamos? Aquí cabe cualquier respuesta.

Luz: nel
Bot: ¿Qué salió bien hoy, aunque sea algo pequeño?

Luz: Hablé con mi mamá
Bot: Gracias, Luz. Ya van 4 veces que respondes aquí, y cada una cuenta.
End: completed
