"""Who may be the same person: by how a name is written, how it sounds, the day of birth, the phone. With reasons.

A machine that says "the same" is wrong sooner or later, and two lives would lie in one record. So this only says what
is alike, in words, and a person decides.
"""

import re
from dataclasses import dataclass

import jellyfish

from cairn.lib.words import _

from .wishes import folded

CLOSE = 0.9  # Jaro–Winkler, from which two words count as spelled alike
SHORTEST = 3  # a shorter word is alike only when it is the same

SAME_NAME = _("The name is the same.")
SPELLED = _("The name is spelled almost the same.")
SOUNDS = _("The name sounds the same.")
SAME_BIRTH = _("The day of birth is the same.")
SWAPPED_BIRTH = _("The day of birth is the same with day and month the other way round.")
OTHER_BIRTH = _("But the day of birth is another.")
SAME_PHONE = _("The phone number is the same.")
_WEIGHT = {SAME_PHONE: 8, SAME_BIRTH: 6, SWAPPED_BIRTH: 4, SAME_NAME: 5, SPELLED: 3, SOUNDS: 2, OTHER_BIRTH: -3}


@dataclass(frozen=True)
class Face:
    """What is compared of somebody. ``id`` is the caller's."""

    id: object
    name: str
    born_on: str = ""  # an ISO day
    phone: str = ""


def alike(face, others):
    """``[(other, [sentence])]`` of those who may be the same person, the most alike first."""
    found = [(other, said) for other in others if (said := reasons(face, other))]
    return sorted(found, key=lambda pair: (-sum(_WEIGHT[s] for s in pair[1]), folded(pair[0].name)))


def reasons(one, other):
    """The sentences that say why these two may be the same person; none when nothing speaks for it."""
    name, birth = _name(one.name, other.name), _birth(one.born_on, other.born_on)
    phone = [SAME_PHONE] if _digits(one.phone) and _digits(one.phone) == _digits(other.phone) else []
    if name and birth == OTHER_BIRTH and not phone and name != SAME_NAME:
        return []
    if not name and birth == OTHER_BIRTH:
        birth = ""
    if not name and birth == SWAPPED_BIRTH and not phone:
        return []
    if not (name or phone or birth):
        return []
    return phone + [said for said in (name, birth) if said]


def _name(one, other):
    """How two names are alike: "" when they are not."""
    a, b = sorted((_words(one), _words(other)), key=len)
    if not a:
        return ""
    if sorted(a) == sorted(b):
        return SAME_NAME
    if len(a) == 1 and len(b) > 1:  # only a first name is known: it has to be that one
        return SPELLED if a[0] == b[0] else SOUNDS if _sound(a[0]) == _sound(b[0]) else ""
    if all(any(_spelled(x, y) for y in b) for x in a):
        return SPELLED
    return SOUNDS if all(any(_spelled(x, y) or _sound(x) == _sound(y) for y in b) for x in a) else ""


def _words(name):
    return [word for word in re.split(r"[^a-z]+", folded(name)) if word]


def _spelled(a, b):
    if a == b:
        return True
    if min(len(a), len(b)) < SHORTEST:
        return False
    near = jellyfish.damerau_levenshtein_distance(a, b) <= (1 if min(len(a), len(b)) > SHORTEST else 0)
    return near or jellyfish.jaro_winkler_similarity(a, b) >= CLOSE


def _sound(word):
    """How a word sounds, in English or in Spanish: words that share either are alike in sound."""
    return _Sound((jellyfish.metaphone(word), spanish(word)))


class _Sound(tuple):
    """Two sounds are the same when they agree in one of the languages."""

    def __eq__(self, other):
        return any(a and a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # what is alike in one of two ways has no one place


def spanish(word):
    """The word as it sounds in Spanish (of the Americas): b and v, s, z and soft c, ll and y, silent h are one."""
    word = folded(word)
    for pattern, sound in (
        (r"ch", "#"),
        (r"h", ""),
        (r"[zx]", "s"),
        (r"c(?=[ei])", "s"),
        (r"qu(?=[ei])|c|q", "k"),
        (r"gu(?=[ei])", "%"),
        (r"g(?=[ei])", "j"),
        (r"%", "g"),
        (r"v|w", "b"),
        (r"ll", "y"),
        (r"y$", "i"),
        (r"ph", "f"),
        (r"(.)\1+", r"\1"),
    ):
        word = re.sub(pattern, sound, word)
    return word


def _birth(one, other):
    if not one or not other:
        return ""
    if one == other:
        return SAME_BIRTH
    year, month, day = one.split("-")
    return SWAPPED_BIRTH if f"{year}-{day}-{month}" == other else OTHER_BIRTH


def _digits(number):
    digits = "".join(c for c in number if c.isdigit())
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
