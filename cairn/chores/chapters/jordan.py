"""Jordan's year with Avery: from a couch to the lease of a place of her own. Tier 1, making progress."""

from .. import deeds, papers_of
from ..cast import on
from .notes_of_jordan import NOTES
from .papers_of_jordan import PAPERS, SURVEY_THEN, SURVEY_YEAR

WAY = ("Jordan", "Avery")
TOLD = {
    "growth": "Asking for things without getting loud. Staying in line when the line does not move.",
    "past": "Group homes until I was eighteen, then couches. What helped: people who said what they would do, and did it.",
    "now": "Three places in two months. Twenty-two dollars. A job at the bakery that I like.",
}
HOUSING = {
    "person_name": "Jordan Rivera", "who_discloses": "Hope Street Peer Network", "what": ["taking_part", "goals"],
    "what_not": "Nothing about where I grew up.", "to_whom": "Cedar County Housing Office",
    "to_whom_reach": "By mail, to window 4", "why": ["housing"],
}  # fmt: skip
AUNT = {
    "person_name": "Jordan Rivera", "who_discloses": "Avery Moss", "what": ["attendance"], "to_whom": "Carmen Rivera",
    "why": ["family"], "to_whom_reach": "By phone, after six",
}  # fmt: skip
GOALS_AGAIN = {
    "goal": "A home of my own: keys in my hand by January.",
    "chosen": "Two payments for the deposit, from what I saved.",
    "measure": "A lease with my name on it. Then: the first month in which rent, bus and food all fit.",
}

MOMENTS = [
    on(356, deeds.begin, *WAY),
    on(354, deeds.built, "Jordan", "first_contact", "Texted at noon, as Jordan had asked. An answer within the hour.", by="Avery"),
    *[on(note["days_ago"], deeds.session, *WAY, note, hour=19) for note in NOTES],
    on(351, deeds.built, "Jordan", "first_meeting", "Eastside Library, the table by the window.", by="Avery", hour=21),
    on(350, deeds.built, "Jordan", "strengths", "On time, prepared, says what is true.", by="Avery"),
    on(350, deeds.tell, "Jordan", **TOLD),
    on(349, deeds.move, "Jordan", "getting_started", by="Avery"),
    *[on(days, papers_of.signed, *WAY, key, answers, **more) for days, key, answers, more in PAPERS],
    on(342, papers_of.allowed, *WAY, AUNT, days=365, thing="aunt"),
    on(330, deeds.move, "Jordan", "making_progress", by="Avery"),
    on(327, papers_of.signed, *WAY, "progress-survey", SURVEY_THEN),
    on(320, papers_of.shared, *WAY, what=["attendance"], to="Carmen Rivera", why="family", how="phone"),
    on(255, papers_of.taken_back, "Jordan", words="She told my cousins. I talk to her myself now.", thing="aunt"),
    on(
        240, deeds.reviewed, "Jordan", by="Avery",
        talked=[("A home of my own", "The ID is there, the account is open. The list is next.")],
        words="Jordan leads the calls now; I sit beside.", own="Slow is fine. Slow is not stopped.",
    ),
    on(165, papers_of.looked_at_again, "Jordan", "emergency-plan"),
    on(
        148, deeds.reviewed, "Jordan", by="Avery",
        talked=[("Steady hours", "Saturdays are Jordan’s."), ("A home of my own", "Half a month’s rent is saved.")],
        words="We keep the phone in between meetings.", own="",
    ),
    on(75, papers_of.allowed, *WAY, HOUSING, days=365, thing="housing"),
    on(70, papers_of.shared, *WAY, what=["taking_part", "goals"], to="Cedar County Housing Office", why="housing", how="mail", minded=True),
    on(32, papers_of.signed, *WAY, "progress-survey", SURVEY_YEAR),
    on(
        30, deeds.reviewed, "Jordan", by="Avery", kind="formal",
        talked=[("A home of my own", "Money for the deposit is there, two listings are open."), ("Steady hours", "Met in summer, and kept.")],
        words="A year ago we looked for an ID. Now we read leases. Jordan does the talking and the deciding.",
        own="I used to wait for somebody to send me away. I didn’t notice when that stopped.",
    ),
    on(30, deeds.remarked, "Jordan", "Please also write that I never missed a shift.", hour=20),
    on(
        28, deeds.decided, "Jordan", 1, by="Avery", rhythm="two_weeks", days=90,
        reasons="The move is close. Jordan wants somebody beside her until the keys and the first month are done.",
        view="Jordan needs less from me each month. Until the lease is signed I would like to stay as near as now.",
        own="One more winter with a regular day. Then we see.",
    ),
    on(27, papers_of.signed, *WAY, "goals", GOALS_AGAIN),
    on(26, papers_of.renewed, *WAY, "onboard-policy"),
    on(1, deeds.plan, *WAY, days=2, hour=20),
]  # fmt: skip
