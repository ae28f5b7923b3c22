"""Hank makes progress and rests for a while, for his knee."""

from .. import deeds, papers_of
from ..cast import on

# fmt: off
WAY = ("Hank", "Dee")
NOTES = [
    {
        "days_ago": 176, "minutes": 35, "place": "VFW post, the porch",
        "words": {
            "wins": [("s", "Hank fixed the porch rail while we talked."), ("p", "Can’t sit still. Never could.")],
            "talked": [("p", "The VA letter has been on the table since March. I don’t open it.")],
            "own": [("p", "I can take apart an engine. I can’t take apart an envelope.")],
            "next": [("s", "We open it together, here, with coffee.")],
        },
        "wins": [("strength", "Hands that help", "Hank fixed the porch rail while we talked.", "wins")],
        "steps": [("Bring the letter", False, 14, "Brought it. Also donuts.")],
        "goals": ["Get the mail sorted"], "feeling": (3, ""),
    },
    {
        "days_ago": 62, "minutes": 40, "place": "VFW post, the porch",
        "words": {
            "wins": [("p", "Opened it. Then I opened the other eleven.")],
            "talked": [("s", "Two letters were good news from last year."), ("p", "I had a back payment sitting in a drawer!")],
            "did": [("s", "We sorted them in three piles: done, this week, ask somebody.")],
            "next": [("p", "Knee gets done next month. After that we go on.")],
        },
        "wins": [("win", "Twelve letters opened", "Opened it. Then I opened the other eleven.", "wins"), ("strategy", "Three piles", "We sorted them in three piles: done, this week, ask somebody.", "did")],
        "steps": [("Call about the back payment", False, 7, "It comes on the first.")],
        "goals": ["Get the mail sorted"], "feeling": (5, ""),
    },
]

MOMENTS = [
    on(190, deeds.begin, *WAY),
    *[on(note["days_ago"], deeds.session, *WAY, note, hour=19) for note in NOTES],
    on(170, deeds.move, "Hank", "getting_started", by="Dee", why="Hank says the rest can be read off his face."),
    on(165, papers_of.signed, *WAY, "liability", {"what_we_do": "Sit on the porch. Go to the VA office by bus.", "rides": False}, witness=("Pete Lavoie", "post commander")),
    on(160, deeds.move, "Hank", "making_progress", by="Dee", why="The letters do not wait for the papers."),
    on(70, deeds.reviewed, "Hank", by="Dee", talked=[("Get the mail sorted", "From a heap to three piles.")], words="He teases me about my filing.", own="Not bad for an old mechanic."),
    on(20, deeds.rest, "Hank", days=50, words="New knee. Back on the porch after the holidays."),
]
