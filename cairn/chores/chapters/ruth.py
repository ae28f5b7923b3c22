"""Ruth keeps what she built, with Dee as a back-up: tier 2, maintaining. Her daughter may read along for a while."""

from .. import deeds, papers_of
from ..cast import on

# fmt: off
WAY = ("Ruth", "Dee")
NOTES = [
    {
        "days_ago": 289, "minutes": 45, "place": "Ruth’s church hall, after choir",
        "words": {
            "wins": [("s", "Ruth had asked the choir to keep her seat, and they had."), ("p", "I sang the whole second verse.")],
            "talked": [("p", "Since Earl died the evenings are long. I don’t want to fill them the old way.")],
            "own": [("p", "Thirty-one years sober, and I still count. I will not start over at seventy.")],
            "next": [("s", "Ruth makes a plan for the evenings between six and nine.")],
        },
        "wins": [("strength", "Knows her own hours", "I don’t want to fill them the old way.", "talked")],
        "steps": [("Call Loretta about Thursday cards", False, 7, "Four of us now.")],
        "goals": ["Evenings with people in them"], "feeling": (4, ""),
    },
    {
        "days_ago": 168, "minutes": 40, "place": "Ruth’s church hall, after choir", "template": "girp",
        "words": {
            "goal": [("p", "Evenings with people in them.")],
            "intervention": [("s", "Dee told how she had gotten through her own first winter alone.")],
            "response": [("p", "Thursdays are cards, Sundays are choir. Tuesday was the hole. I took Tuesday to the food pantry.")],
            "plan": [("p", "One Tuesday a month I stay home on purpose, to see that I can.")],
        },
        "wins": [("win", "Tuesdays at the food pantry", "I took Tuesday to the food pantry.", "response"), ("strategy", "Giving the empty hour to somebody", "I took Tuesday to the food pantry.", "response")],
        "steps": [("Stay home on one Tuesday", False, 30, "Made soup. Slept.")],
        "goals": ["Evenings with people in them"], "feeling": (5, ""),
    },
    {
        "days_ago": 33, "minutes": 25, "place": "By phone", "method": "phone", "kind": "remote", "template": "short",
        "words": {
            "line": [("p", "Earl’s birthday came and went. I baked his cake and took it to cards."), ("s", "Ruth called two people before she called me.")],
            "next": [("s", "We talk again in a month, or when Ruth calls.")],
        },
        "wins": [("win", "Earl’s birthday, with cake and company", "I baked his cake and took it to cards.", "line")],
        "goals": ["Evenings with people in them"], "feeling": (5, "at peace"),
    },
]
EMERGENCY = {
    "early_signs": "I skip choir and say it is my throat.", "helps": "Loretta. Hymns. A long call with my daughter.",
    "call_order": [{"name": "Marian", "number": "555 0188", "when": "any time"}, {"name": "Loretta", "number": "555 0121", "when": "until ten"}],
}
CONTRACT = {
    "participant_commits": "I call before it gets dark, not after.", "supporter_commits": "I pick up, or call back the same evening.",
    "rhythm": "monthly", "level": "backup", "missed": "We call. No fuss.",
}
GOALS = {
    "goal": "Evenings with people in them.", "why_matters": "Because alone and tired is when I used to drink.",
    "steps": [{"what": "Cards, choir, pantry", "who": "Ruth", "by": ""}], "measure": "Four evenings of seven with somebody.",
}
SURVEY = {
    "year": "One whole year of evenings.", "emotional_now": 4, "emotional_then": 2, "social_now": 5, "social_then": 2, "spiritual_now": 5, "spiritual_then": 4,
    "physical_now": 3, "physical_then": 3, "helped": "Being asked what I want, and then waited for.", "abilities": "Calling first.",
}
ONGOING = {
    "come_far": "From an empty house at six to a full table at seven.", "helped": "Cards, choir, the pantry, and calling early.", "course": "stay",
    "why_course": "It holds. Why move it?",
    "goals": [{"goal": "Evenings with people in them", "why": "It keeps me well", "by": ""}],
    "actions": [{"what": "Pantry on Tuesdays", "who": "Ruth", "by": ""}, {"what": "A call once a month", "who": "Dee", "by": ""}],
    "measures": "Four evenings of seven.", "problems": "Two evenings in a row alone: Ruth calls Loretta, then Dee.",
    "participant_view": "I am all right. I like knowing that Dee is there.", "supporter_view": "Ruth carries this herself. I am the spare tire.",
    "policy_read": True, "contract_read": True,
}

MOMENTS = [
    on(300, deeds.begin, *WAY),
    on(298, deeds.built, "Ruth", "first_contact", "A call after supper.", by="Dee"),
    *[on(note["days_ago"], deeds.session, *WAY, note, hour=19) for note in NOTES],
    on(286, deeds.tell, "Ruth", growth="Letting somebody see me sad.", past="Sober since I was thirty-nine. Meetings, prayer, Earl.", now="The house is too quiet after six."),
    on(285, deeds.move, "Ruth", "getting_started", by="Dee"),
    on(280, papers_of.signed, *WAY, "emergency-plan", EMERGENCY),
    on(280, papers_of.signed, *WAY, "participation-contract", CONTRACT, hour=18),
    on(279, papers_of.signed, *WAY, "onboard-policy", {}),
    on(272, deeds.move, "Ruth", "making_progress", by="Dee", why="Ruth wants to begin with her evenings now; we sign the rest as we go."),
    on(270, papers_of.signed, *WAY, "goals", GOALS),
    on(182, deeds.reviewed, "Ruth", by="Dee", talked=[("Evenings with people in them", "Three of seven, and growing.")], words="Ruth sets the pace."),
    on(95, papers_of.looked_at_again, "Ruth", "emergency-plan"),
    on(64, papers_of.signed, *WAY, "progress-survey", SURVEY),
    on(
        62, deeds.reviewed, "Ruth", by="Dee", kind="formal", talked=[("Evenings with people in them", "Five of seven. Met.")],
        words="Everything that was planned stands on its own.", own="You came when it was dark and you never once told me what to do.",
    ),
    on(
        60, deeds.decided, "Ruth", 2, by="Dee", rhythm="monthly", days=120,
        reasons="Her evenings hold without us. What Ruth wants now is to know that somebody is there.",
        view="I see nothing that I should be doing that Ruth does not do herself.", own="Yes. Keep a light on for me.",
    ),
    on(58, papers_of.signed, *WAY, "ongoing-plan", ONGOING, days={"reassess_on": 120}),
    on(57, papers_of.renewed, *WAY, "participation-contract"),
    on(57, papers_of.looked_at_again, "Ruth", "goals", hour=18),
    on(40, deeds.ask_along, "Ruth", "Marian", days=150),
]
