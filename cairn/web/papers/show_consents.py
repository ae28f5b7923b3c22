"""Permissions to share in plain words: what each says, what was shared under it, and what left the house at all."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.papers import consenting
from cairn.papers.rules import consent as rules
from cairn.papers.rules import releases
from cairn.papers.rules.life import TAKEN_BACK

from .. import once, texts
from . import show

ORDER = ("what", "what_not", "to", "why", "from", "until", "redisclosure", "refusing", "revoke")


def kinds():
    """{kind: what it is called}."""
    return {
        rules.RELEASE: _("A yes to share"),
        rules.TREATMENT: _("For treatment, payment and care"),
        rules.LEGAL: _("For legal proceedings"),
    }


def named():
    """{element: its name on the page}."""
    return {
        "what": _("What may be shared"),
        "what_not": _("What must stay out"),
        "to": _("With whom"),
        "why": _("Why"),
        "from": _("Who may share"),
        "until": _("Until"),
        "redisclosure": _("Passing it on"),
        "refusing": _("Saying no"),
        "revoke": _("Taking it back"),
    }


def row(given, zone):
    """One permission in the list."""
    said = given.elements.get("said", {})
    return {
        "id": given.consent.pk,
        "url": reverse("consent", args=[given.consent.pk]),
        "to": ", ".join(said.get("to", [])) or ", ".join(given.elements.get("to", [])),
        "kind": kinds()[given.kind],
        "what": said.get("what", []),
        "why": said.get("why", []),
        "until": until(given),
        "since": texts.date(consenting.day(given.consent.given_at, zone)),
        "is_active": not given.why_not,
        "why_not": texts.sentence(given.why_not),
        "ended": texts.date(consenting.day(given.revocation.at, zone)) if given.revocation else "",
        "sent": given.sent,
    }


def until(given):
    """The day or the event with which it ends."""
    day = texts.date(given.until_on) if given.until_on else ""
    return " · ".join(filter(None, (day, given.elements.get("until_event", ""))))


def elements(given):
    """Every part of a permission: ``[(name, [words])]``."""
    said, found = given.elements.get("said", {}), []
    for element in ORDER:
        words = [until(given)] if element == "until" else said.get(element, [])
        if words := [each for each in words if each]:
            found.append((named()[element], words))
    return found


def forms(request, versions, active, under_way, begin):
    """Every form of a permission: whether one holds ("none given" else), those under way, and beginning one."""
    spoken = show.page_language()
    held = {given.kind for given in active}
    return [
        {
            "title": version.title.get(spoken) or version.title.get("en", ""),
            "none": rules.kind_of(key) not in held,
            "open": [reverse("paper", args=[paper.pk]) for paper in under_way if paper.form.key == key],
            "begin": begin,
            "key": key,
            "once": once.fresh(request),
        }
        for key, version in sorted(versions.items())
    ]


def choices(versions):
    """``({code: words}, {code: words})`` of what can be shared and why, as the forms of permissions say it."""
    spoken, what, why = show.page_language(), {}, {}
    for version in versions.values():
        for item in version.items:
            found = {"what": what, "why": why}.get(rules.element_of(item))
            if found is not None and item["type"] in ("choice", "choices"):
                found |= {o["value"]: o.get(spoken) or o["en"] for o in item["options"] if o["value"] != rules.OTHER}
    return what, why


def release(each, zone, words=({}, {})):
    """Something that left the house. ``words``: of ``choices``, so that codes are read as they were asked."""
    what, why = words
    return {
        "id": each.pk,
        "when": texts.short_moment(each.at, zone),
        "day": texts.date(consenting.day(each.at, zone)),
        "what": [what.get(code, code) for code in each.what],
        "to": each.to,
        "why": why.get(each.why, each.why),
        "how": _(releases.HOW.get(each.how, each.how)),
        "ground": _(releases.GROUNDS[each.ground]),
        "is_exception": each.ground != releases.CONSENT,
        "details": [(_detail(each.ground, name), words) for name, words in each.details],
        "notice": each.notice,
        "by": each.made_by.chosen_name,
        "letter": reverse("consent-letter", args=[each.consent_id, each.pk]) if each.consent_id else "",
    }


def _detail(ground, name):
    return _(releases.ASKED.get(ground, {}).get(name, name))


def hows():
    """How a permission can be taken back, for staff who write it down."""
    return [(code, _(words)) for code, words in TAKEN_BACK.items() if code != "here"]


def letter(given, release_row, name, zone):
    """The paragraphs of a letter to somebody who received something under a permission that has ended."""
    ended = consenting.day(given.revocation.at, zone) if given.revocation else given.until_on
    return [
        _("On {day} we sent you something about {name}, with their permission.").format(
            day=texts.date(consenting.day(release_row.at, zone)), name=name
        ),
        _("That permission ended on {day}. From that day on we share nothing more with you under it.").format(
            day=texts.date(ended)
        ),
        _(
            "What you received before stays under the rules that came with it. Please share it with nobody further, "
            "and do not ask us for more unless {name} gives a new permission."
        ).format(name=name),
    ]
