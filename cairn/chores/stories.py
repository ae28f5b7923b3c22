"""The example organization, told by calling verbs, so that it can only be what the house allows.

A year and a month at Hope Street, with somebody in every stage. Each thing happens at its own moment, in the order of
time, so that histories read as they would have been written.
"""

from cairn.concerns import appointing
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.notices import noticing
from cairn.papers import shipping
from cairn.people import joining
from cairn.people import reading as people
from cairn.programs import founding

from . import chapters, examples
from .cast import Cast, on

CRISIS = [
    {"label": "988 Suicide & Crisis Lifeline", "tel": "988", "text": "Call or text, day and night"},
    {"label": "Emergency", "tel": "911", "text": "When somebody is in danger now"},
]
FOUNDED = 400  # days ago
FIRST, SECOND = "Peer Bridges", examples.SECOND
REFERRED = "Casey"  # comes by a referral, not with the others


def is_told():
    """True when the example organization is there."""
    return people.is_founded("hope-street")


@atomic
def tell():
    """Hope Street is there, with its people in every stage of their ways, and everybody has been told what is new."""
    cast = Cast(clock.now())
    on(FOUNDED, _found).tell(cast)
    for moment in chapters.moments():
        moment.tell(cast)
    noticing.catch_up()


def _found(cast):
    """The house, its papers, its people and its two programs."""
    cast.house = joining.found(examples.HOUSE, slug="hope-street", zone="America/Chicago", crisis_lines=CRISIS)
    shipping.ship(cast.house)
    for example in examples.PEOPLE:
        if not example.name.startswith(REFERRED):
            cast.arrive(example)
    robin = cast.who("Robin")
    for name, coordinator in ((FIRST, "Sam"), (SECOND, "Imani")):
        cast.programs[name] = founding.found(name, by=robin)
        founding.charge(cast.programs[name], person=cast.person(coordinator), by=robin)
    appointing.appoint(cast.person("Noor"), by=robin)
