"""What the pages of matching show."""

from django.utils.translation import gettext as _

from cairn.teams import match_reading as matches
from cairn.teams.rules import fit as fits
from cairn.teams.rules import offer as rules
from cairn.teams.rules.offer import Outcome, Side

from .. import asking, texts


def fit(one):
    """A supporter with what speaks for them, what does not, and what stands in the way, as sentences."""
    return {
        "id": one.side.id,
        "name": one.side.name,
        "met": [sentence(reason) for reason in one.met],
        "unmet": [texts.sentence(reason.sentence) for reason in one.unmet],
        "hindrances": [texts.sentence(h.sentence) for h in one.hindrances],
        "may_all_the_same": not any(h.firm for h in one.hindrances),
    }


def sentence(reason):
    """A reason with the things it names."""
    return texts.sentence(reason.sentence, things=asking.in_words(reason.kind, reason.things), n=reason.n)


def offer(row):
    """An offer, for the coordinator: who was asked, what they said, and how it ended."""
    said = {answer.side: answer.choice for answer in row.answers.all()}
    outcome = matches.outcome_of(row)
    return {
        "id": row.pk,
        "name": row.supporter.chosen_name,
        "open": outcome is Outcome.OPEN,
        "outcome": texts.sentence(rules.OUTCOMES[outcome])
        if outcome
        else _("open until {day}").format(day=texts.short_day(row.lapses_on)),
        "reason": row.reason,
        "supporter": texts.sentence(rules.CHOICES[said[Side.SUPPORTER]]) if Side.SUPPORTER in said else "",
        "participant": texts.sentence(rules.CHOICES[said[Side.PARTICIPANT]]) if Side.PARTICIPANT in said else "",
    }


def asked(one):
    """An offer as the one who is asked sees it."""
    return {
        "id": one.offer.pk,
        "name": one.name,
        "asks": one.asks,
        "meet": asking.in_words("meet", one.meet),
        "until": texts.short_day(one.until),
        "answered": one.answered,
    }


def passes():
    """What can pass on, as ``(value, words)``."""
    return asking.named(rules.PASSES)


def conflicts():
    """What can stand between two people, as ``(value, words)``."""
    return asking.named(fits.CONFLICTS)


def conflict(row):
    """What stands between these two."""
    return {"id": row.pk, "name": row.supporter.chosen_name, "why": texts.sentence(fits.CONFLICTS[row.kind]),
            "words": row.words}  # fmt: skip
