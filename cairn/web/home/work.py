"""What a supporter has to do beside the next session: offers to answer, papers, reviews."""

from django.urls import reverse
from django.utils import translation

from cairn.journey import lists as journey
from cairn.lib import clock
from cairn.papers import lists as papers
from cairn.teams import match_reading as matches

from .. import texts
from ..desk.show import waits
from ..journey.show import kind

SHOWN = 4


def values(who):
    """Offers that wait for a yes or no, and what is due with the people this supporter walks with."""
    return {"offers": [offer(row) for row in matches.offers(who) if not row.answered], "due": due(who)}


def offer(row):
    """Somebody who could walk with them, and until when they are asked."""
    return {
        "name": row.name,
        "asks": row.asks,
        "until": texts.date(row.until),
        "url": reverse("my-profile"),
    }


def due(who):
    """What is due, the soonest first: reviews, papers that wait, papers to renew; each with its page."""
    language, today = translation.get_language() or "en", clock.today(who.zone)
    reviews = [
        (row.due_on, row.participation.person, kind(row.kind), reverse("review", args=[row.pk]))
        for row in journey.reviews_due(who, limit=SHOWN)[0]
    ]
    renewals = [
        (row.due_on, row.paper.participation.person, row.title(language), reverse("paper", args=[row.paper.pk]))
        for row in papers.due(who, limit=SHOWN)[0]
    ]
    waiting = [
        {**_badge(row.paper.participation.person), "what": f"{row.title(language)} · {waits(row)}", "when": "",
         "late": False, "url": reverse("paper", args=[row.paper.pk])}
        for row in papers.waiting(who, limit=SHOWN)[0]
    ]  # fmt: skip
    dated = [
        {**_badge(person), "what": what, "when": texts.short_day(day), "late": day < today, "url": url}
        for day, person, what, url in sorted(reviews + renewals, key=lambda row: row[0])
    ]
    return dated + waiting


def _badge(person):
    return {"who": {"name": person.chosen_name, "initials": person.initials, "voice": "participant"}}
