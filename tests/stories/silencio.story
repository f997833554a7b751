# Silence, twice: in an ordinary check-in it is let be, in a crisis it is told.
Title: Silencio
Language: es

Script: daily_checkin
Bot: Hola, Luz. ¿Nos tomamos dos minutos?

     ¿Cómo va el día?

Later: 6 hours
Bot: Sin prisa, Luz. Aquí estoy cuando tengas un minuto.

Later: 14 hours
End: missed

Later: 4 hours

Script: daily_checkin
Bot: Qué bueno que estés aquí, Luz.

     ¿Cómo te va hoy?

Luz: Va bien
Bot: Me alegra. Tú hiciste el trabajo para llegar hasta aquí.

     Pensando en hoy, ¿qué tanto te llamó beber o consumir?

     0 = nada de ganas · 10 = más fuertes que nunca

Luz: me quiero morir
Bot: Puedes hablar con alguien ahora. Llama al 988 y marca 2, de día o de noche. Es gratis.
     Si te cuesta llamar, manda AYUDA por mensaje de texto al 988 o al 741741.
     Si hay una vida en peligro, llama al 911.

     Ya le avisé a una persona de nuestro equipo. No puedo decirte a qué hora le será posible
     contestar. Las líneas de arriba contestan ahora.

     De verdad me alegra que me lo hayas dicho. ¿Hay alguien contigo?
Coach is told: suicide (crisis)

Later: 10 minutes
Bot: Ya le avisé a una persona de nuestro equipo. No puedo decirte a qué hora le será posible
     contestar. Las líneas de arriba contestan ahora.

     Basta una palabra, aquí conmigo o por mensaje de texto a esas líneas.
Coach is told: silent_in_crisis (crisis)

Later: 1 day
Coach is told: gone_quiet (urgent)
