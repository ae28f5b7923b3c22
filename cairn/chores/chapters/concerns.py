"""Two things that were wrong: one is open and somebody looks after it, one came without a name and is closed."""

from .. import referring_of as deeds
from ..cast import on

# fmt: off
TIMES = {
    "kind": "respect", "urgency": "week", "answer": "here",
    "what": "Three times this month the meeting was moved on the same morning. I had paid a sitter each time. I know things come up. I would like to be told the day before.",
    "when": "This month, three Wednesdays", "tried": "I said it once on the phone. It got better for a week.",
    "wish": "A fixed hour. And that somebody says that my time counts as well.",
}
STAIRS = {
    "kind": "place", "urgency": "time", "answer": "here", "involves": "no",
    "what": "The side door of your house on Maple has two steps and no rail. My friend with a walker goes around through the parking lot, in the dark.",
    "wish": "A light and a rail.",
}

MOMENTS = [
    on(58, deeds.raised_unnamed, "stairs", STAIRS),
    on(57, deeds.heard, "stairs", "Thank you for telling us. We look at the door this week."),
    on(
        44, deeds.settled, "stairs", done="Walked around the house with the landlord after dark.",
        came_of_it="A rail and a lamp with a sensor are in. The landlord paid.",
        told="The rail is there, and the lamp goes on by itself. Thank you; we had walked past it for years.",
    ),
    on(5, deeds.raised, "times", "Aaliyah", TIMES, named="Marcus"),
    on(4, deeds.heard, "times", "Thank you, Aaliyah. Your time counts. I read this today and will write here within the week."),
]
