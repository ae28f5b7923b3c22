"""Deshawn leaves in stages: tier 3, with an exit plan that both agreed to, meeting less and less."""

from .. import deeds, papers_of
from ..cast import on

# fmt: off
WAY = ("Deshawn", "Marcus")
NOTES = [
    {
        "days_ago": 310, "minutes": 40, "place": "Barber shop on Fifth, the back chairs",
        "words": {
            "wins": [("p", "Ninety days home. Nobody believed it but my grandmother."), ("s", "Deshawn had his papers for parole in order before I asked.")],
            "talked": [("p", "I need work that doesn’t ask the box question first.")],
            "own": [("p", "You did eleven years and you’re sitting here. So I can sit here too.")],
            "next": [("s", "We look at the apprenticeship list together.")],
        },
        "wins": [("strength", "Keeps his papers in order", "Deshawn had his papers for parole in order before I asked.", "wins")],
        "steps": [("Ask about the electrician list", False, 10, "They take people like me. They said so.")],
        "goals": ["A trade"], "feeling": (3, "careful"),
    },
    {
        "days_ago": 190, "minutes": 35, "place": "Union hall, parking lot",
        "words": {
            "wins": [("p", "First-year apprentice. I have a card with my name on it.")],
            "talked": [("s", "How to get to work at five without a car."), ("p", "The foreman picks me up at the corner. I asked him.")],
            "own": [("p", "My daughter drew me with a hard hat.")],
            "next": [("p", "Parole ends in spring. Don’t rush it, don’t fear it.")],
        },
        "wins": [("win", "Apprentice, first year", "First-year apprentice. I have a card with my name on it.", "wins"), ("strategy", "Asking for the ride", "The foreman picks me up at the corner. I asked him.", "talked")],
        "steps": [("Open a bank account for the paycheck", False, 14, "Done at lunch.")],
        "goals": ["A trade"], "feeling": (5, ""),
    },
    {
        "days_ago": 24, "minutes": 30, "place": "Barber shop on Fifth, the back chairs", "template": "short",
        "words": {
            "line": [("p", "Parole is over. I walked out of that office and just stood there."), ("s", "Deshawn called two men from the old block and told them how he did it.")],
            "next": [("p", "Once a month now. Then when I want.")],
        },
        "wins": [("win", "Parole is over", "Parole is over.", "line"), ("strength", "Passes it on", "Deshawn called two men from the old block and told them how he did it.", "line")],
        "goals": ["A trade"], "feeling": (5, "free"),
    },
]
GOALS = {
    "goal": "A trade that feeds us.", "why_matters": "My daughter is six. She watches.",
    "steps": [{"what": "Get on the apprenticeship list", "who": "Deshawn", "by": ""}], "measure": "A paycheck with my name, every second Friday.",
}
PLAN = {
    "supports": "My grandmother on Sundays. The Thursday group at the barber shop. Foreman Ruiz.",
    "resources": "The union’s help line. The clinic on Ninth, which knows me.",
    "back": "I text Marcus or call the house. The code is in my wallet behind the union card.",
    "thanks": "To Marcus, for never asking what I did, only what I would do.",
}

MOMENTS = [
    on(322, deeds.begin, *WAY),
    *[on(note["days_ago"], deeds.session, *WAY, note, hour=19) for note in NOTES],
    on(306, deeds.move, "Deshawn", "getting_started", by="Marcus", why="We know each other from the group. The rest comes with time."),
    on(298, papers_of.signed, *WAY, "emergency-plan", {
        "early_signs": "I go quiet and walk at night.", "helps": "The shop. My daughter’s voice.",
        "call_order": [{"name": "Grandmother", "number": "555 0109", "when": "always"}],
    }),
    on(297, papers_of.signed, *WAY, "peer-support-rules", {"ours": "Straight talk."}),
    on(290, deeds.move, "Deshawn", "making_progress", by="Marcus", why="Work comes first for Deshawn; two papers follow next month."),
    on(288, papers_of.signed, *WAY, "goals", GOALS),
    on(195, deeds.reviewed, "Deshawn", by="Marcus", talked=[("A trade", "On the list, then in. Faster than either of us thought.")], words="Deshawn leads."),
    on(
        52, deeds.reviewed, "Deshawn", by="Marcus", kind="formal", talked=[("A trade", "Second semester, paid every other Friday. Met.")],
        words="What we set out to do is done.", own="I don’t need you every week. I want you to know that’s a compliment.",
    ),
    on(
        50, deeds.decided, "Deshawn", 3, by="Marcus", rhythm="monthly", days=60,
        reasons="The goals are met and the people around Deshawn hold. We finish in steps.",
        view="He has more people now than when we began, and he calls them.", own="In steps, yes. Not a cliff.",
    ),
    on(45, deeds.parting, *WAY, goals=[("A trade that feeds us", "met"), ("Parole to its end", "met"), ("My own place with a room for my daughter", "partly")], taper=[(5, "two_weeks"), (30, "monthly"), (95, "asked")], **PLAN),
    on(44, deeds.code_given, "Deshawn"),
]
