"""What Jordan and Avery agreed on when they got started, and how Jordan sees the year."""

# fmt: off
EMERGENCY = {
    "emergency_numbers": "988, call or text. 911 when somebody is in danger.",
    "well": "I talk fast, I make lists, I hum at work.",
    "early_signs": "I stop answering. I sleep in my coat. I say “whatever” a lot.",
    "helps": "A walk, even in the rain. Somebody who does not ask why. Counting things.",
    "does_not_help": "Being told to calm down. Sirens.",
    "contacts": [{"name": "Carmen Rivera", "how": "texts, after six", "who": "my aunt", "told": "that I am safe, nothing else"}],
    "call_order": [
        {"name": "Avery", "number": "555 0142", "when": "days"},
        {"name": "988", "number": "988", "when": "nights"},
    ],
    "pets": "The neighbor’s cat, when she is away. She knows.",
    "safe_contact": ["text", "call"],
    "safe_contact_words": "No voice mail. Other people listen to it.",
    "over": "I make a list again.",
}
PRIVACY = {
    "limits_here": "When a life may be in danger, Avery calls Sam and, if it has to be, 911. Jordan is told first where that is safe.",
    "meeting_places": "Libraries. Not the shelter lobby.",
    "correct_when": "Within thirty days",
    "complain_where": "Sam here in the house, Noor if it is about Sam, and the state ombudsman outside.",
}
POLICY = {"here": "Nobody is sent away for a hard day."}
RULES = {"ours": "Say what you will do. Do it. Say so when you can’t."}
BOUNDARIES = {
    "hours": "mine", "hours_words": "Tuesdays to Saturdays, ten to seven.",
    "channels": "mine", "channels_words": "Texts. Calls when we said so before.",
    "response": "yours", "response_words": "Avery answers by the next noon.",
    "transport": "yours", "transport_words": "The bus. No rides in Avery’s car.",
    "money": "yours", "money_words": "No loans, in neither direction. Coffee in turns is fine.",
    "gifts": "yours", "gifts_words": "Bread from the bakery counts as bread.",
    "social_media": "mine", "social_media_words": "We do not follow each other.",
    "home_visits": "undecided", "home_visits_words": "We talk about it when there is a home.",
    "lived_experience": "yours", "lived_experience_words": "Avery shares when asked.",
    "relationships": "yours", "relationships_words": "We have no other ties.",
    "touch": "mine", "touch_words": "A fist bump. No hugs.",
    "safe_words": "“Not today” is enough. No reason.",
    "participant_words": "That my no is a no the first time.",
    "supporter_words": "That I can say when I do not know something.",
    "crossed": "We say so the same week, and Sam helps if the two of us are stuck.",
}
CONTRACT = {
    "strengths": "I come early. I find things out.",
    "participant_commits": "I come, or I text before noon. I bring what I promised to bring.",
    "supporter_commits": "I come prepared, I do not decide for Jordan, and I keep what is said here.",
    "rhythm": "two_weeks", "rhythm_words": "Tuesdays at two, about fifty minutes", "where": "Eastside Library",
    "level": "goals", "missed_tell": "By text, before noon if it can be",
    "missed": "We ask if all is well, and plan the next one. Nobody counts against anybody.",
    "ending": "Slowly, and with cake.",
    "hard": "We take a week and talk again.",
}
LIABILITY = {
    "what_we_do": "Meet at the library, go to offices together, walk, ride the bus.",
    "tell_us": "Bee stings. I carry the pen.",
    "emergency_person": {"name": "Carmen Rivera", "relation": "my aunt", "phone": "555 0177"},
    "rides": False,
}
TEAM = {
    "strengths": "Early, honest, good with numbers.",
    "growth": "Waiting. Asking twice.",
    "supporter_brings": "Ten years of offices, forms and waiting rooms, on both sides of the window.",
    "hope": "A door that Jordan can close.",
    "communication": {
        "text": {"fine": True, "when": "any day until eight", "message": True},
        "call": {"fine": True, "when": "when we said so", "message": False},
    },
    "rhythm": "Every two weeks, fifty minutes", "answer_time": "By the next noon",
    "places": "The library. The bench by the bakery.",
    **{f"boundary_{name}": BOUNDARIES[name] for name in (
        "hours", "channels", "response", "transport", "money", "gifts", "social_media", "home_visits",
        "lived_experience", "relationships", "touch",
    )},
    "tasks": [{"task": "The folder with papers", "participant": "keeps it", "supporter": "copies what is needed"}],
    "disagree": "say it, sleep on it, say it again.",
}
GOALS = {
    "goal": "A home of my own.",
    "why_matters": "So that nobody can tell me to be gone by Sunday.",
    "strengths": "I am on time. I have a job. I can read a form.",
    "area": "environmental",
    "options_considered": [
        {"option": "A room with a friend", "good": "soon", "hard": "it is hers, not mine"},
        {"option": "The housing list", "good": "cheap", "hard": "a long wait"},
        {"option": "A small place with two payments for the deposit", "good": "mine", "hard": "saving"},
    ],
    "chosen": "Save, get on the list, and look for two payments.",
    "steps": [{"what": "Get my ID back", "who": "Jordan, with Avery beside", "by": ""}, {"what": "Open an account", "who": "Jordan", "by": ""}],
    "in_the_way": "Fewer hours at work. Then we go through the budget again.",
    "measure": "Money in the account on the first of each month. Then a key.",
    "celebrate": "Bread, butter, my own table.",
}

PAPERS = [
    (345, "privacy-safety", PRIVACY, {}),
    (345, "onboard-policy", POLICY, {}),
    (344, "peer-support-rules", RULES, {}),
    (343, "emergency-plan", EMERGENCY, {}),
    (338, "boundaries", BOUNDARIES, {}),
    (337, "participation-contract", CONTRACT, {}),
    (337, "liability", LIABILITY, {"witness": ("Patricia Nowak", "librarian")}),
    (336, "team-plan", TEAM, {}),
    (328, "goals", GOALS, {}),
]

SURVEY_THEN = {
    "emotional_now": 2, "environmental_now": 1, "financial_now": 1, "intellectual_now": 3, "occupational_now": 3,
    "physical_now": 3, "social_now": 2, "spiritual_now": 3,
    "environmental_words": "A couch is not a place.", "environmental_importance": 5, "environmental_support": True,
    "needs": "A door.", "abilities": "I get up at four and bake.",
}
SURVEY_YEAR = {
    "year": "That I asked. For Saturdays, for two payments, for the clerk to say it slower.",
    "emotional_now": 4, "emotional_then": 2, "environmental_now": 2, "environmental_then": 1, "financial_now": 3, "financial_then": 1,
    "intellectual_now": 4, "intellectual_then": 3, "occupational_now": 4, "occupational_then": 3, "physical_now": 3, "physical_then": 3,
    "social_now": 3, "social_then": 2, "spiritual_now": 3, "spiritual_then": 3,
    "environmental_words": "Still the couch. But I can see the door from here.", "environmental_importance": 5, "environmental_support": True,
    "financial_words": "Half a year without owing anybody.",
    "helped": "Writing it down before I call.", "needs": "Keys.", "wants": "A table.",
    "abilities": "Breathing before a hard call. Waiting, now.", "next": "Living alone and not being lonely.",
}
