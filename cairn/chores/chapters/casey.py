"""Casey came by a referral, and is building a team with Avery: first contact, first meeting."""

from .. import deeds, referring_of
from ..cast import on

# fmt: off
SAID = {
    "name": "Casey Thompson-Okonkwo", "referrer": "family", "referrer_name": "Ngozi, Casey’s mother",
    "answer_how": "To Casey, by text. Ngozi knows that she may hear nothing back.",
    "why": "Casey left college in spring and has hardly been outside since. They said: somebody who has been there, not a clinic.",
    "asks": "Somebody near my age or who remembers it. Walks rather than rooms.",
    "phone": "555 0163", "safe": {"channels": ["text"], "hours": "after eleven", "leave_no_message": True},
    "wishes": {"languages": ["en"], "hours": ["afternoons"], "meet": ["person", "text"], "experience": ["mental_health"], "interests": "drawing, birds, long walks"},
}
FIRST = {
    "minutes": 30, "place": "Riverside Park, the lower path",
    "words": {
        "wins": [("s", "Casey chose the park, the path and the pace."), ("p", "Forty minutes outside. I counted three herons.")],
        "talked": [("p", "We mostly talked about birds. That was good.")],
        "own": [("p", "I don’t want to be asked what happened yet.")],
        "next": [("s", "Same path next week. Casey brings the sketchbook, if it feels right.")],
    },
    "wins": [("strength", "Sees what others walk past", "I counted three herons.", "wins")],
    "steps": [("Text Avery which day", False, 4, "")],
    "goals": ["Being outside again"], "feeling": (4, "tired, the good kind"),
}

MOMENTS = [
    on(27, referring_of.received, "Casey", SAID, program="Peer Bridges"),
    on(26, referring_of.contacted, "Casey", how="text", reached=False, words="No answer yet; tried again the next day, as Casey’s mother had said."),
    on(25, referring_of.contacted, "Casey", how="text", reached=True, words="Casey answered with a heron. They would like to try."),
    on(23, referring_of.offered, "Casey", "Avery"),
    on(22, referring_of.answered, "Casey", side="supporter", by="Avery"),
    on(21, referring_of.answered, "Casey", side="participant", by="Sam", how="By text: “ok. walks.”"),
    on(21, referring_of.came, "Casey", hour=18),
    on(19, deeds.built, "Casey", "first_contact", "A text, after eleven. Casey chose the place.", by="Avery"),
    on(9, deeds.session, "Casey", "Avery", FIRST, hour=19),
    on(9, deeds.built, "Casey", "first_meeting", "Riverside Park, outside, walking.", by="Avery", hour=21),
    on(8, deeds.tell, "Casey", now="At home with my mother. I draw at night. Mornings are hard."),
    on(1, deeds.plan, "Casey", "Avery", days=3, place="Riverside Park, the lower path"),
]
