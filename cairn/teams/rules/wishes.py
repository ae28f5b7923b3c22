"""What somebody wishes for, or brings: languages, times, interests, lived experience, ways to meet."""

import unicodedata
from dataclasses import dataclass, field

from cairn.lib.words import _

WORDS = 300

LANGUAGES = {
    "en": _("English"),
    "es": _("Spanish"),
    "ase": _("American Sign Language"),
    "ar": _("Arabic"),
    "zh": _("Chinese"),
    "fr": _("French"),
    "ht": _("Haitian Creole"),
    "ko": _("Korean"),
    "pt": _("Portuguese"),
    "ru": _("Russian"),
    "so": _("Somali"),
    "tl": _("Tagalog"),
    "vi": _("Vietnamese"),
}
HOURS = {
    "mornings": _("weekday mornings"),
    "afternoons": _("weekday afternoons"),
    "evenings": _("weekday evenings"),
    "weekends": _("weekends"),
}
MEET = {
    "person": _("in person"),
    "phone": _("by phone"),
    "video": _("by video"),
    "text": _("by text message"),
}
EXPERIENCE = {
    "substances": _("recovery from alcohol or drugs"),
    "mental_health": _("a mental health condition"),
    "justice": _("jail, prison or probation"),
    "housing": _("being without a home"),
    "service": _("military service"),
    "parenting": _("raising children"),
    "violence": _("violence at home"),
    "loss": _("losing somebody"),
    "disability": _("a disability or long illness"),
    "lgbtq": _("LGBTQ+ life"),
    "immigration": _("coming from another country"),
}
CHOICES = {"languages": LANGUAGES, "hours": HOURS, "experience": EXPERIENCE, "meet": MEET}
SPOKEN = ("interests", "experience_words", "hours_words")


@dataclass(frozen=True)
class Wishes:
    """What one side says, as sets that can be compared. Nothing said is nothing asked."""

    languages: frozenset = field(default=frozenset())
    hours: frozenset = field(default=frozenset())
    experience: frozenset = field(default=frozenset())
    meet: frozenset = field(default=frozenset())
    interests: frozenset = field(default=frozenset())


def clean(said):
    """What was said, with only what can be chosen in it, in the order of the lists; words without outer spaces."""
    kept = {name: [code for code in known if code in said.get(name, ())] for name, known in CHOICES.items()}
    return {**kept, **{name: " ".join(str(said.get(name, "")).split()) for name in SPOKEN}}


def why_not(said):
    """``(sentence, field)``: what stands in the way of keeping these wishes, or ("", "")."""
    for name in SPOKEN:
        if len(said.get(name, "")) > WORDS:
            return _("That is a little long. Three hundred letters are enough."), name
    return "", ""


def read(said):
    """The plain sets of what was said (``clean``)."""
    sets = {name: frozenset(said.get(name, ())) for name in CHOICES}
    return Wishes(**sets, interests=frozenset(things(said.get("interests", ""))))


def things(words):
    """The single things in "Chess, long walks": folded, without the empty ones."""
    parts = words.replace(";", ",").replace("\n", ",").split(",")
    return [found for part in parts if (found := folded(part))]


def folded(text):
    """Text for comparing: no accents, no case, single spaces."""
    text = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).casefold().split())
