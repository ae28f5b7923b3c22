"""Who hears a concern. Somebody always does, and never whoever is named in it or raised it.

Four circles, asked in this order; the first in which somebody is left hears it:

1. the coordinators of its program (of the house, when it belongs to none), unless it goes around them;
2. the second person whom the organization named for this;
3. the administrators;
4. every coordinator of the house.

When nobody is left it waits for the first administrator who is not part of it, and its page says so.
"""

from dataclasses import dataclass
from enum import StrEnum


class Circle(StrEnum):
    """Where a concern goes."""

    COORDINATORS = "coordinators"
    SECOND = "second"
    ADMINISTRATORS = "administrators"
    OTHERS = "others"
    NOBODY = "nobody"


@dataclass(frozen=True)
class House:
    """Who is there now: ids."""

    charged: frozenset = frozenset()  # the coordinators of the concern's program; of the house when it has none
    second: frozenset = frozenset()  # the second person, or nobody
    administrators: frozenset = frozenset()
    coordinators: frozenset = frozenset()


def goes_around(*, ticked, kept_out, coordinators):
    """True when the coordinators must not be the ones who hear it: one of them is named, raised it, or is involved."""
    return bool(ticked or frozenset(kept_out) & frozenset(coordinators))


def hearers(house, *, around, kept_out):
    """``(circle, ids)``: who hears it now. ``kept_out``: whoever is named in it, and whoever raised it."""
    out = frozenset(kept_out)
    circles = (
        (Circle.COORDINATORS, frozenset() if around else house.charged),
        (Circle.SECOND, house.second),
        (Circle.ADMINISTRATORS, house.administrators),
        (Circle.OTHERS, house.coordinators),
    )
    for circle, people in circles:
        if left := people - out:
            return circle, left
    return Circle.NOBODY, frozenset()
