"""The other program: another coordinator, another supporter, and what Sam never sees."""

from .. import deeds
from ..cast import on

# fmt: off
FIRST = {
    "minutes": 35, "place": "Recovery Café, the corner table",
    "words": {
        "wins": [("s", "Priya stayed for the whole story hour."), ("p", "And told one.")],
        "talked": [("p", "Saturday nights are the longest part of the week.")],
        "own": [("p", "I like that nobody here says journey.")],
        "next": [("p", "I bake for the Saturday table.")],
    },
    "wins": [("win", "Told a story", "And told one.", "wins")],
    "steps": [("Bake for Saturday", False, 6, "Cardamom buns. Gone in ten minutes.")],
    "goals": ["Saturdays"], "feeling": (4, ""),
}

MOMENTS = [
    on(75, deeds.begin, "Priya", "Bo", by="Imani", program="Recovery Café"),
    on(66, deeds.session, "Priya", "Bo", FIRST, hour=19),
    on(1, deeds.plan, "Priya", "Bo", days=5, place="Recovery Café, the corner table"),
    on(58, deeds.move, "Priya", "getting_started", by="Bo", why="We go through the papers one cup at a time."),
]
