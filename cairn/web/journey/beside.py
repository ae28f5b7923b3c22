"""Papers beside a review or a decision: the survey in own words, the ongoing plan, what is gone through again."""

import zoneinfo

from django.utils.translation import gettext as _

from cairn.journey import reading as journey
from cairn.journey.rules.checklist import AGAIN
from cairn.papers import reading, shown

from .. import answers, texts
from ..papers import show, show_list
from .base import Addresses

SURVEY, PLAN = "progress-survey", "ongoing-plan"
PARTS = ("now", "then", "importance", "support")
LOOKED_THROUGH = 10  # surveys, newest first, to find the one of a review's day


def rows(request, way, own, keys):
    """These papers as the list of papers shows them: where each stands, and the one next thing with it."""
    standing = reading.standing(way, again=journey.again(way))
    begin = Addresses(way.pk, own)["begin"]
    return [show_list.row(request, standing[key], show.page_language(), begin) for key in keys if key in standing]


def after_decision(request, way, own):
    """What a settled decision leads to: the ongoing plan, and what an assessment asks to go through again."""
    asked = AGAIN if journey.again(way) else ()
    return rows(request, way, own, (PLAN, *asked))


def survey(request, way, *, held_on=None):
    """The answers of the survey that a talk has before it: own words first, then each area in its row.

    The newest one, or the newest that was begun until the day on which a review was held; None when there is none.
    """
    zone = zoneinfo.ZoneInfo(way.organization.zone)
    found = reading.papers_of(request.who, way, key=SURVEY, limit=LOOKED_THROUGH)
    found = [row for row in found if held_on is None or row.started_at.astimezone(zone).date() <= held_on]
    if not found:
        return None
    paper = reading.paper_for(request.who, found[0].pk)
    laid = shown.laid(paper, language=show.language(request))
    reading.look(paper, by=request.who)
    items = {item["id"]: item for item in laid.sheet["items"]}
    return {
        "title": laid.sheet["title"],
        "url": show.address(request, "paper", paper.pk),
        "when": texts.date((paper.closed_at or paper.started_at).astimezone(zone)),
        "is_open": paper.closed_at is None,
        "words": own_words(items),
        "columns": [_("Area"), _("Now"), _("A year ago"), _("How much it matters"), _("Wants support")],
        "areas": areas(items),
    }


def own_words(items):
    """What somebody said in words, under what it was about: [(question, words)]."""
    said = [(item["text"], answers.words(item, item["value"])) for item in items.values() if item["type"] == "words"]
    return [pair for pair in said if pair[1]]


def areas(items):
    """[[area, now, then, importance, support]] in words, as they were said: no sums, nothing worked out."""
    found = []
    for key, head in items.items():
        area = key.removesuffix("_head")
        asked = [items.get(f"{area}_{part}") for part in PARTS]
        if head["type"] == "heading" and all(asked):
            cells = [_said(item) for item in asked]
            found += [[head["text"], *(cell or "–" for cell in cells)]] if any(cells) else []
    return found


def _said(item):
    if item["type"] == "scale" and item["value"] is not None:
        return dict(answers.options(item)).get(str(item["value"]), "")
    return answers.words(item, item["value"])
