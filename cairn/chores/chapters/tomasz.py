"""Tomasz left in a hurry and came back: a new way, linked to the old one, whose notes he opened."""

from .. import deeds, papers_of
from ..cast import on

# fmt: off
BEFORE = {
    "minutes": 40, "place": "Bus station, the quiet end",
    "words": {
        "wins": [("p", "Już jestem – I am here. Sorry. Two languages before coffee."), ("s", "Tomasz had walked four miles to be there.")],
        "talked": [("p", "I drive nights. I sleep days. I see nobody, and that is how it starts.")],
        "own": [("p", "I don’t like to need people.")],
        "next": [("s", "We try Sundays, when the truck rests.")],
    },
    "wins": [("strength", "Comes all the same", "Tomasz had walked four miles to be there.", "wins")],
    "steps": [("Ask dispatch for free Sundays", False, 14, "Every second one.")],
    "goals": ["Not alone on the road"], "feeling": (3, ""),
}
AGAIN = {
    "minutes": 45, "place": "Diner at exit 9", "template": "girp",
    "words": {
        "goal": [("p", "People. Before it starts, not after.")],
        "intervention": [("s", "Marcus had read the old note, as Tomasz wanted, and asked what was different now.")],
        "response": [("p", "I came back by myself. Nobody sent me. That is different."), ("s", "Tomasz laughed when he said it.")],
        "plan": [("p", "Short route since spring. Home at six. Tuesdays are free.")],
    },
    "wins": [("win", "Came back by himself", "I came back by myself. Nobody sent me.", "response")],
    "steps": [("Find out about the Tuesday table at the café", False, 7, ""), ("Bring the plan from last time", True, 7, "")],
    "goals": ["People, before it starts"], "feeling": (4, "like a second first day"),
}

MOMENTS = [
    on(374, deeds.begin, "Tomasz", "Dee"),
    on(365, deeds.session, "Tomasz", "Dee", BEFORE, hour=19),
    on(355, deeds.move, "Tomasz", "getting_started", by="Dee", why="Nights make the list long; we go on."),
    on(350, papers_of.signed, "Tomasz", "Dee", "emergency-plan", {
        "early_signs": "I take the long route when there is a short one.", "helps": "Radio plays. My sister in Gdańsk.",
        "call_order": [{"name": "Kasia", "number": "+48 58 555 01 44", "when": "her evening, my noon"}],
    }),
    on(230, deeds.parts, "Tomasz", why="New route, out of state. It is not you."),
    on(38, deeds.asks_back, "Tomasz", words="The short route is mine now. I would like to try again, if the door is open.", reach="Text after six."),
    on(35, deeds.welcomed_back, "Tomasz", "Marcus"),
    on(30, deeds.tell, "Tomasz", growth="Needing people.", past="Last year I left before it could work.", now="Home at six. A kitchen with one chair.", hour=18),
    on(29, deeds.built, "Tomasz", "first_contact", "Text at six; he answered at six and one minute.", by="Marcus"),
    on(22, deeds.session, "Tomasz", "Marcus", AGAIN, hour=19),
    on(20, deeds.move, "Tomasz", "getting_started", by="Marcus", why="We know most of it from last time."),
    on(1, deeds.plan, "Tomasz", "Marcus", days=1, place="Diner at exit 9", hour=19),
    on(15, papers_of.half_signed, "Tomasz", "Marcus", "participation-contract", {
        "participant_commits": "I say when I want to leave, before I leave.", "supporter_commits": "I keep Tuesdays free.", "rhythm": "weekly", "level": "goals", "missed": "A text. Then Tuesday again.",
    }),
]
