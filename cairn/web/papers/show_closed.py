"""A paper that is closed: as it was signed, its seal, the copies given, and what comes next with it."""

from django.utils.translation import gettext as _

from cairn.lib import clock
from cairn.papers import consenting, reading, shown
from cairn.papers.rules import life, standing
from cairn.papers.rules.life import Kind, State

from .. import once, texts
from . import show, show_changes, show_names


def page(request, paper):
    """Everything that the page of a closed paper shows."""
    laid = shown.laid(paper, language=spoken(request, paper))
    is_signed, zone = paper.state == State.SIGNED, paper.organization.zone
    earlier = []
    if is_signed and paper.form.kind != Kind.CONSENT:
        every = reading.plan_versions(request.who, paper.participation, paper.form.key)
        earlier = [each for each in every if each.pk < paper.pk]
    return {
        "paper": show.short(request, paper, laid.sheet["title"]) | {"language": laid.sheet["language"]},
        "sheet": laid.sheet,
        "said": show.together(show.items(paper, laid, request.who)),
        "names": show_names.signatures(laid.names, zone),
        "seal": seal(paper, zone) if is_signed else None,
        "copies": [copy(row, zone) for row in reading.copies(paper)] if is_signed else [],
        "hows": [(code, _(words)) for code, words in life.COPIES.items()],
        "next": coming(request, paper, zone) if is_signed else None,
        "earlier": [
            {
                **show_changes.named(each, zone),
                "url": show.address(request, "paper", each.pk),
                "changes": show.address(request, "paper-changes", paper.pk, **{"from": each.pk}),
            }
            for each in earlier
        ],
        "closed": closed(paper, laid, zone),
        "once": once.fresh(request),
    }


def spoken(request, paper):
    """The language asked for; else the one in which the participant signed it, else the reader's own."""
    if "language" not in request.GET and paper.state == State.SIGNED:
        names = [n for n in paper.seal.body["names"] if n["role"] == "participant"]
        if names and request.who.person_id == paper.subject_id:
            return names[0]["language"]
    return show.language(request)


def seal(paper, zone):
    """When it was sealed, its short digest, its place in the history."""
    return {
        "at": texts.moment(paper.seal.at, zone),
        "day": texts.date(consenting.day(paper.seal.at, zone)),
        "digest": bytes(paper.seal.digest).hex()[: show_names.SHORT_DIGEST],
        "place": paper.place or "",
    }


def copy(row, zone):
    """A copy that was given."""
    return {
        "how": _(life.COPIES.get(row.how, row.how)),
        "at": texts.short_moment(row.at, zone),
        "by": row.given_by.chosen_name,
    }


def coming(request, paper, zone):
    """What comes next with a signed paper: until when it holds, when to look again, a newer text, a permission."""
    today = clock.today(zone)
    runs_out = paper.ends_on
    is_plan = paper.form.kind == Kind.PLAN
    return {
        "until": texts.date(runs_out) if runs_out else "",
        "is_over": runs_out is not None and today > runs_out,
        "may_renew": paper.form.kind != Kind.CONSENT and not is_plan,
        "look_on": texts.date(paper.look_on) if paper.look_on else "",
        "look_now": paper.look_on is not None and today >= paper.look_on,
        "suggested": standing.after_months(today, paper.version.review_months),
        "is_plan": is_plan,
        "newer": paper.newer,
        "asks_again": paper.outdated,
        "consent": paper.consent_id,
        "is_revoked": paper.is_revoked,
    }


def closed(paper, laid, zone):
    """Why a paper is closed without being signed: a sentence; "" when it is signed."""
    if paper.state == State.SIGNED:
        return ""
    day = texts.date(consenting.day(paper.closed_at, zone)) if paper.closed_at else ""
    if paper.state == State.DECLINED:
        names = [n["name"] for n in laid.names if n["kind"] == "declined"]
        return _("{name} chose not to sign this paper, {day}. That is fine, and a new one can be begun.").format(
            name=", ".join(names), day=day
        )
    return _("This paper was put away, {day}. Nobody signed it.").format(day=day)
