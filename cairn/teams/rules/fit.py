"""Who may fit: supporters in an order, with reasons in sentences, and what stands in the way. It never decides.

No figure is shown or kept. The order is by how many of the person's own wishes are met, then by who has most room.
"""

from dataclasses import dataclass, field

from cairn.lib.words import _

from . import wishes as choices
from .wishes import Wishes

CONFLICTS = {
    "relative": _("They are related."),
    "together": _("They live together."),
    "employer": _("One of them works for the other, or did."),
    "partner": _("They were a couple once, or are."),
    "not_this": _("One of them asked not to be matched with the other."),
}
# What the person wishes, as a sentence when it is met; {things} are the words of what both named.
MET = {
    "experience": _("They can share what the person asked for: {things}."),
    "languages": _("They both speak {things}."),
    "hours": _("Both have time on {things}."),
    "meet": _("Both like to meet {things}."),
    "interests": _("Both like {things}."),
}
UNMET = {
    "experience": _("The lived experience that was asked for is not among what they share."),
    "hours": _("They named no time that suits both."),
    "meet": _("They named no way to meet that suits both."),
}
ROOM = {
    "free": _("They have room for {n} more."),
    "open": _("They set no limit to how many they walk with."),
    "none": _("They walk with nobody yet."),
}
FULL = _("They walk with as many as they can just now.")
PAUSED = _("They take nobody new at the moment.")
NO_LANGUAGE = _("They have no language in common.")
SELF = _("Nobody can be their own supporter.")


@dataclass(frozen=True)
class Side:
    """A supporter, as plain values. ``load`` counts whom they walk with and whom they were offered."""

    id: object
    name: str
    wishes: Wishes
    load: int = 0
    capacity: int | None = None  # None: no limit said
    paused: bool = False
    conflicts: tuple = ()
    is_self: bool = False

    @property
    def room(self):
        """How many more they have room for; None without a limit."""
        return None if self.capacity is None else max(0, self.capacity - self.load)


@dataclass(frozen=True)
class Reason:
    """A sentence with the things it names: ``kind`` says in which list of words they stand."""

    sentence: str
    kind: str = ""
    things: tuple = ()
    n: int = 0


@dataclass(frozen=True)
class Hindrance:
    """What stands in the way. A ``firm`` one is not to be gone past; the others need a reason."""

    sentence: str
    firm: bool = True


@dataclass(frozen=True)
class Fit:
    """One supporter seen from one person's wishes."""

    side: Side
    met: tuple = ()
    unmet: tuple = ()
    hindrances: tuple = field(default=())

    @property
    def is_open(self):
        """True when nothing stands in the way."""
        return not self.hindrances


def rank(wishes, sides):
    """``(those who may fit, those for whom something stands in the way)``, each in order, each with its reasons."""
    fits = [fit(wishes, side) for side in sides]
    order = sorted(fits, key=lambda f: (-_wishes_met(f), _fullness(f.side), f.side.name.casefold()))
    return [f for f in order if f.is_open], [f for f in order if not f.is_open]


def fit(wishes, side):
    """What speaks for this supporter, what does not, and what stands in the way."""
    met, unmet = [], []
    for kind in MET:
        wanted = getattr(wishes, kind)
        both = wanted & getattr(side.wishes, kind)
        if both:
            known = choices.CHOICES.get(kind)
            things = [code for code in known if code in both] if known else sorted(both)
            met.append(Reason(MET[kind], kind, tuple(things)))
        elif wanted and kind in UNMET:
            unmet.append(Reason(UNMET[kind]))
    met.append(_room(side))
    return Fit(side, tuple(r for r in met if r), tuple(unmet), tuple(hindrances(wishes, side)))


def hindrances(wishes, side):
    """Everything that stands in the way of these two."""
    found = [Hindrance(SELF)] if side.is_self else []
    found += [Hindrance(CONFLICTS[kind]) for kind in CONFLICTS if kind in side.conflicts]
    if side.paused:
        found.append(Hindrance(PAUSED))
    if side.room == 0:
        found.append(Hindrance(FULL))
    if wishes.languages and side.wishes.languages and not wishes.languages & side.wishes.languages:
        found.append(Hindrance(NO_LANGUAGE, firm=False))
    return found


def why_not(wishes, side, *, reason=""):
    """The sentence to read, or "" when this supporter may be asked. What is not firm can be gone past with a reason."""
    for each in hindrances(wishes, side):
        if each.firm or not reason.strip():
            return each.sentence
    return ""


def why_not_join(side, *, is_backup):
    """The sentence to read, or "" when nothing firm stands in the way. A backup takes nobody's room."""
    firm = [h.sentence for h in hindrances(Wishes(), side) if h.firm]
    if is_backup:
        firm = [sentence for sentence in firm if sentence not in (FULL, PAUSED)]
    return firm[0] if firm else ""


def _room(side):
    if side.room is None:
        return Reason(ROOM["none"] if side.load == 0 else ROOM["open"])
    return Reason(ROOM["free"], n=side.room) if side.room else None


def _wishes_met(fit):
    return sum(1 for reason in fit.met if reason.kind)


def _fullness(side):
    return side.load / side.capacity if side.capacity else (1 if side.capacity == 0 else side.load / 100)
