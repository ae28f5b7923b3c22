"""Luis, in Spanish, with Dee: getting started, half of the papers signed."""

from .. import deeds, papers_of
from ..cast import on

# fmt: off
NOTES = [
    {
        "days_ago": 20, "minutes": 35, "place": "Café La Paloma",
        "words": {
            "wins": [("p", "Llevo tres semanas yendo al grupo."), ("s", "Luis llegó con su cuaderno y leyó en voz alta lo que escribió.")],
            "talked": [("s", "Hablamos del trabajo en el taller y de su hija."), ("p", "Quiero verla los domingos.")],
            "did": [("s", "Escribimos juntos el mensaje para pedir la visita.")],
            "own": [("p", "Estoy nervioso y contento, las dos cosas.")],
            "hard": [("p", "Esperar la respuesta.")],
            "next": [("s", "Luis manda el mensaje el jueves.")],
        },
        "wins": [("win", "Tres semanas en el grupo", "Llevo tres semanas yendo al grupo.", "wins")],
        "steps": [("Mandar el mensaje", False, 5, "Enviado.")],
        "goals": ["Ver a mi hija los domingos"], "feeling": (5, ""),
    },
]
FIRST = {
    "minutes": 40, "place": "Café La Paloma",
    "words": {
        "wins": [("p", "Hoy hablé yo primero."), ("s", "Luis contó de su taller y dibujó en la servilleta cómo se arregla una bisagra.")],
        "talked": [("p", "Quiero ver a mi hija. Para eso tengo que estar bien.")],
        "own": [("p", "Me gusta que no escriban nada a mis espaldas.")],
        "next": [("s", "Luis busca el horario del grupo de los lunes.")],
    },
    "wins": [("strength", "Manos que saben", "Luis contó de su taller y dibujó en la servilleta cómo se arregla una bisagra.", "wins")],
    "steps": [("Preguntar por el grupo de los lunes", False, 5, "Empieza a las seis.")],
    "goals": ["Ver a mi hija los domingos"], "feeling": (4, ""),
}
EMERGENCY = {
    "early_signs": "No duermo. Dejo de ir al grupo. Contesto con una palabra.",
    "helps": "Caminar hasta el río. Llamar a mi hermano. Arreglar algo con las manos.",
    "does_not_help": "Que me digan que otros lo tienen peor.",
    "call_order": [{"name": "Mi hermano Raúl", "number": "555 0119", "when": "siempre"}, {"name": "988, opción 2", "number": "988", "when": "de noche"}],
    "safe_contact": ["call"], "safe_contact_words": "Después de las cinco. En el taller no.",
}
PRIVACY = {
    "limits_here": "Si una vida corre peligro, Dee llama a Sam. A Luis se le dice primero.",
    "meeting_places": "El café está bien. La iglesia no.",
    "correct_when": "En treinta días", "complain_where": "Sam aquí, Noor si se trata de Sam.",
}
CONTRACT = {
    "strengths": "Soy constante cuando digo que sí.",
    "participant_commits": "Vengo los miércoles. Si no puedo, llamo antes.",
    "supporter_commits": "Escucho, hablo español y no decido por Luis.",
    "rhythm": "weekly", "rhythm_words": "Miércoles a las seis", "level": "goals",
    "missed": "Nos llamamos y ponemos otro día.",
}
TOLD = {
    "growth": "Hablar antes de enojarme. Pedir ayuda a tiempo.",
    "past": "Estuve ocho meses limpio y volví a caer cuando me quedé solo.",
    "now": "Tengo trabajo tres días y un cuarto en casa de mi hermano.",
}
WAY = ("Luis", "Dee")

MOMENTS = [
    on(48, deeds.begin, *WAY),
    on(46, deeds.built, "Luis", "first_contact", "Llamada después de las cinco, como pidió.", by="Dee"),
    on(43, deeds.session, *WAY, FIRST, hour=19),
    on(43, deeds.built, "Luis", "first_meeting", "Café La Paloma.", by="Dee", hour=21),
    on(40, deeds.tell, "Luis", **TOLD),
    on(36, deeds.move, "Luis", "getting_started", by="Dee"),
    on(34, papers_of.signed, *WAY, "emergency-plan", EMERGENCY),
    on(34, papers_of.signed, *WAY, "privacy-safety", PRIVACY, hour=18),
    on(27, deeds.missed, "Luis", "Dee", why="El taller pidió horas extra. Luis avisó por la mañana."),
    *[on(note["days_ago"], deeds.session, *WAY, note, hour=19) for note in NOTES],
    on(1, deeds.plan, *WAY, days=4, place="Café La Paloma"),
    on(6, papers_of.signed, *WAY, "peer-support-rules", {"ours": "La verdad, con respeto."}),
    on(6, papers_of.half_signed, *WAY, "participation-contract", CONTRACT, hour=18),
    on(6, papers_of.filled, *WAY, "liability", {"what_we_do": "Vernos en el café e ir juntos al juzgado de familia."}, hour=18),
]
