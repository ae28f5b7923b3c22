"""Who waits, who was asked, who chose otherwise; and what the supporters bring."""

from .. import referring_of as deeds
from ..cast import on

# fmt: off
PROFILES = {
    "Avery": ({
        "languages": ["en"], "hours": ["afternoons", "evenings"], "meet": ["person", "phone", "text"],
        "experience": ["mental_health", "housing", "lgbtq"], "interests": "libraries, birds, buses, long walks",
        "experience_words": "Ten years of waiting rooms. I know which chairs are the quiet ones.",
    }, {"capacity": 4}),
    "Dee": ({
        "languages": ["en", "es"], "hours": ["evenings", "weekends"], "meet": ["person", "phone"],
        "experience": ["substances", "parenting", "loss"], "interests": "choir, cooking, gardens",
        "experience_words": "Nineteen years in recovery. I raised three on the way.",
    }, {"capacity": 5}),
    "Marcus": ({
        "languages": ["en"], "hours": ["mornings", "weekends"], "meet": ["person"],
        "experience": ["justice", "substances", "service"], "interests": "barbering, chess, engines",
        "experience_words": "Eleven years inside, nine years home.",
    }, {"capacity": 3}),
    "Thuy-Linh": ({
        "languages": ["en", "vi", "fr"], "hours": ["mornings"], "meet": ["person", "video"],
        "experience": ["immigration", "mental_health"], "interests": "sewing, tea, radio",
        "hours_words": "Back in spring, after the baby.",
    }, {"capacity": 3, "paused": True}),
}
CALLS = {"channels": ["call"], "leave_no_message": True}
SAID = {
    "Dolores": {
        "name": "Dolores Whitfield", "referrer": "themself", "why": "My husband died in March and the house is so quiet. My sister says you are good people to talk to.",
        "asks": "Somebody who has lost somebody too.", "phone": "555 0131", "safe": {"channels": ["call"], "hours": "mornings", "leave_no_message": False},
        "wishes": {"languages": ["en"], "experience": ["loss"], "hours": ["mornings"]},
    },
    "Anthony": {
        "name": "Anthony Bianchi", "referrer": "court", "referrer_name": "L. Feld, court navigator, Cedar County", "answer_how": "555 0100, extension 4; that he came is all I may be told",
        "why": "Treatment court, second phase. He asked for somebody who has been through it and is not on the payroll of the court.",
        "asks": "No office. Somebody who did time.", "phone": "555 0136", "safe": {"channels": ["text", "call"], "hours": "after four", "leave_no_message": True},
        "wishes": {"languages": ["en"], "experience": ["justice", "substances"], "hours": ["weekends"], "interests": "engines, boxing"},
    },
    "Fatima": {
        "name": "Fatima al-Rashid", "referrer": "clinic", "referrer_name": "Ward 3, St. Brigid’s Hospital", "answer_how": "Social work desk, 555 0150",
        "urgency": "now", "urgency_why": "She goes home this week, to a flat in which nobody else lives.",
        "why": "Six weeks on the ward. She knits for everybody. She would like a person to call who is not a doctor.",
        "asks": "A woman. Arabic would be a gift, English is fine.", "phone": "555 0147", "safe": {"channels": ["call", "text"], "hours": "until nine", "leave_no_message": True, "neutral_name": "the knitting circle"},
        "wishes": {"languages": ["en", "ar"], "experience": ["mental_health", "immigration"], "meet": ["phone", "person"], "interests": "knitting, tea"},
    },
    "Miguel": {
        "name": "Miguel Santos", "referrer": "family", "referrer_name": "Lucía, su hermana", "answer_how": "A Miguel, por teléfono",
        "why": "Lleva dos meses sin beber y quiere seguir. Busca a alguien que hable español y que haya pasado por esto.",
        "asks": "Por la tarde, después del trabajo.", "phone": "555 0158", "safe": {**CALLS, "hours": "after six"},
        "wishes": {"languages": ["es"], "experience": ["substances"], "hours": ["evenings"], "interests": "cooking, fútbol"},
    },
    "Kyle": {
        "name": "Kyle Brandt", "referrer": "agency", "referrer_name": "Housing First, Linn County", "why": "Looks for peer support near his new place.",
        "phone": "555 0171", "wishes": {"languages": ["en"]},
    },
    "Nadia": {
        "name": "Nadia Volkov", "referrer": "themself", "why": "I saw your poster in the laundromat.", "phone": "555 0174", "wishes": {"languages": ["en", "ru"]},
    },
    "Samuel": {
        "name": "Samuel Greene", "referrer": "themself", "why": "Out of the service two years. Sleep is bad, otherwise fine. I would rather talk while doing something.",
        "asks": "A vet if there is one. Fishing counts as talking.", "phone": "555 0139", "safe": {"channels": ["text"], "hours": "any time", "leave_no_message": False},
        "wishes": {"languages": ["en"], "experience": ["service"], "hours": ["mornings", "weekends"], "interests": "fishing, engines, chess"},
    },
    "Kathryn": {
        "name": "Kathryn O’Neil", "referrer": "clinic", "referrer_name": "Ninth Street Clinic", "answer_how": "By phone, to the front desk",
        "why": "Comes in most weeks. Would like company on the way to appointments.", "phone": "555 0182", "born_on": "1978-04-09", "wishes": {"languages": ["en"]},
    },
    "Catherine": {
        "name": "Catherine ONeill", "referrer": "family", "referrer_name": "Her brother", "answer_how": "To her, not to me",
        "why": "My sister is too proud to ask. She said I may.", "phone": "(555) 0182", "wishes": {"languages": ["en"]},
    },
}
SOON = {"urgency": "soon", "urgency_why": "The next appointment is next week, and she has missed two."}


def _here(thing, days):
    return on(days, deeds.received, thing, SAID[thing], program="Peer Bridges")


MOMENTS = [
    *[on(395, deeds.profiled, name, said, hour=20, **more) for name, (said, more) in PROFILES.items()],
    _here("Kyle", 33),
    on(32, deeds.contacted, "Kyle", how="call", words="He lives in Linn County now, an hour away."),
    on(31, deeds.declined, "Kyle", "Too far for both; with his yes we gave him the number of Riverside Peers."),
    _here("Nadia", 26),
    on(25, deeds.contacted, "Nadia", how="call", words="A good talk. She will think about it."),
    on(18, deeds.withdrawn, "Nadia", "She found a group closer to home and was glad to tell us."),
    _here("Samuel", 19),
    on(18, deeds.contacted, "Samuel", how="text", words="He would like Marcus and does not mind to wait."),
    on(17, deeds.waits, "Samuel", "Waits for room with Marcus, by his own wish."),
    _here("Miguel", 12),
    on(11, deeds.contacted, "Miguel", how="call", words="Hablamos diez minutos. Quiere empezar pronto."),
    on(2, deeds.offered, "Miguel", "Dee"),
    on(1, deeds.answered, "Miguel", side="participant", by="Sam", how="By phone: “Sí, con gusto.”"),
    _here("Kathryn", 8),
    on(3, deeds.received, "Catherine", {**SAID["Catherine"], **SOON}, program="Peer Bridges"),
    _here("Fatima", 4),
    on(4, deeds.contacted, "Fatima", how="call", words="Before lunch on the ward. She laughed at “the knitting circle”.", hour=18),
    on(3, deeds.waits, "Fatima", "She goes home this week. We look for a woman who can call on the weekend.", hour=18),
    _here("Anthony", 5),
    on(3, deeds.contacted, "Anthony", how="text", words="He texted back a thumb and “weekend ok”.", hour=19),
    on(3, deeds.kept_apart, "Anthony", "Marcus", kind="not_this", words="They know each other from inside. Both said: no hard feelings, and no.", hour=20),
    on(1, deeds.sent, SAID["Dolores"]),
]
