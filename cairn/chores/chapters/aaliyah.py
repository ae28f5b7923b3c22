"""Aaliyah makes progress and would like another supporter; she also said that something is not right."""

from .. import deeds, papers_of
from ..cast import on

# fmt: off
WAY = ("Aaliyah", "Marcus")
NOTES = [
    {
        "days_ago": 128, "minutes": 40, "place": "Community college, cafeteria",
        "words": {
            "wins": [("p", "I registered. Nineteen credits to go and I registered."), ("s", "Aaliyah had compared three childcare places in a table.")],
            "talked": [("p", "If the baby sleeps until six I can read from five.")],
            "own": [("p", "I am tired, not lazy. I want that written down.")],
            "next": [("p", "Financial aid office on Monday.")],
        },
        "wins": [("strength", "Plans like an engineer", "Aaliyah had compared three childcare places in a table.", "wins"), ("win", "Registered", "I registered. Nineteen credits to go and I registered.", "wins")],
        "steps": [("Financial aid office", False, 5, "They had lost the form. I had a copy.")],
        "goals": ["Finish the degree"], "feeling": (4, ""),
    },
    {
        "days_ago": 31, "minutes": 30, "place": "By phone", "method": "phone", "kind": "remote",
        "words": {
            "wins": [("p", "B plus in statistics. With a teething baby.")],
            "talked": [("p", "It is hard for me when the time changes on the same day."), ("s", "I moved it twice this month.")],
            "next": [("s", "Wednesday at four, and it stays there.")],
        },
        "wins": [("win", "B plus in statistics", "B plus in statistics. With a teething baby.", "wins")],
        "goals": ["Finish the degree"], "feeling": (3, ""),
        "differ": {"talked": "It was three times. I had a sitter each time."},
    },
]

MOMENTS = [
    on(142, deeds.begin, *WAY),
    *[on(note["days_ago"], deeds.session, *WAY, note, hour=19) for note in NOTES],
    on(126, deeds.move, "Aaliyah", "getting_started", by="Marcus", why="School starts; we tell the rest on the way."),
    on(122, papers_of.signed, *WAY, "boundaries", {
        **dict.fromkeys(("channels", "money", "gifts", "social_media", "home_visits", "lived_experience", "relationships", "touch"), "yours"),
        "hours": "mine", "hours_words": "Not after seven. That is the baby’s.", "response": "mine", "transport": "undecided",
        "participant_words": "Tell me the day before.",
    }),
    on(118, deeds.move, "Aaliyah", "making_progress", by="Marcus", why="Her goal is set and the semester does not wait."),
    on(116, papers_of.signed, *WAY, "goals", {
        "goal": "Finish the degree.", "why_matters": "For both of us. She will see the gown.",
        "steps": [{"what": "Nineteen credits, six at a time", "who": "Aaliyah", "by": ""}], "measure": "Credits. They count themselves.",
    }),
    on(6, deeds.asks_for_another, "Aaliyah", "Marcus is kind. I need somebody whose week is as fixed as mine."),
]
