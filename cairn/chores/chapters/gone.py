"""Those who walked here before. They never sign in; what they answered without a name is read with all the others."""

from .. import deeds
from ..cast import on

# fmt: off
BEFORE = [
    ("Grace Mbeki", "Dee", 388, 215, {"experience": "5", "helped": "Somebody who had been there herself.", "goals": "yes", "again": "yes"}),
    ("Terrell Washington", "Marcus", 386, 190, {"experience": "4", "helped": "Meeting outside of offices.", "did_not": "Evening times were rare.", "goals": "partly", "again": "yes"}),
    ("Olga Petrova", "Avery", 384, 160, {"experience": "4", "helped": "I could read every word about me.", "goals": "yes", "again": "perhaps"}),
    ("Sunny Kim", "Avery", 382, 120, {"experience": "3", "helped": "The bus rides, honestly.", "did_not": "My supporter changed in the middle. It was hard to start over.", "goals": "changed", "again": "perhaps"}),
    ("Benito Cruz", "Dee", 380, 96, {"experience": "5", "helped": "Laughing. We laughed a lot.", "goals": "yes", "again": "yes", "more": "Tell the new ones about the soup."}),
]


def _way(name, supporter, begun, ended, answers):
    first = name.split()[0]
    return [
        on(begun, _came, name, supporter),
        on(begun - 20, deeds.move, first, "getting_started", by=supporter, why="We began on paper; this is where we were.", hour=18),
        on(begun - 40, deeds.move, first, "making_progress", by=supporter, why="We began on paper; this is where we were.", hour=18),
        on(ended, deeds.nameless, first, **answers),
        on(ended, deeds.parts, first, why="I am done here, thank you.", hour=20),
    ]


def _came(cast, name, supporter):
    cast.remember(name)
    deeds.begin(cast, name.split()[0], supporter)


MOMENTS = [moment for person in BEFORE for moment in _way(*person)]
