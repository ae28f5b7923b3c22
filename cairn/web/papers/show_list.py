"""Where somebody stands with every paper, in groups: to do now, in force, plans that are kept, kept from before."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.papers import consenting
from cairn.papers.rules import standing as stands
from cairn.papers.rules.life import NOT_FILLED, Kind, State

from .. import once, texts
from . import show

AT_ONCE = frozenset({Kind.AGREEMENT, Kind.NOTICE, Kind.POLICY})  # asked for in the first weeks
UNDER_WAY = frozenset({stands.DRAFT, stands.WAITING, stands.DUE, stands.EXPIRED})
TONES = {
    stands.MISSING: "plain",
    stands.DRAFT: "sky",
    stands.WAITING: "sky",
    stands.SIGNED: "pine",
    stands.DUE: "amber",
    stands.EXPIRED: "amber",
    stands.REVOKED: "plain",
}


def groups(request, standing, begin):
    """``[{id, title, lead, rows}]`` of every form that is filled in, without permissions, which have a page."""
    spoken, found = show.page_language(), {"now": [], "plans": [], "force": [], "later": []}
    for each in standing.values():
        if each.kind not in NOT_FILLED and each.kind != Kind.CONSENT:
            found[_group(each)].append(row(request, each, spoken, begin))
    heads = {
        "now": (_("To do now"), ""),
        "plans": (
            _("Plans we keep"),
            _("They are changed whenever life changes, and looked at together now and then."),
        ),
        "force": (_("In force"), _("Signed, and as they were signed.")),
        "later": (_("When it is time"), _("Nothing is due here.")),
    }
    return [
        {"id": name, "title": heads[name][0], "lead": heads[name][1], "rows": rows}
        for name, rows in found.items()
        if rows
    ]


def _group(each):
    if each.kind == Kind.PLAN and each.state in (stands.SIGNED, stands.MISSING):
        return "plans"
    if each.state in UNDER_WAY or each.open_id or (each.state == stands.MISSING and each.kind in AT_ONCE):
        return "now"
    return "force" if each.state == stands.SIGNED else "later"


def row(request, each, spoken, begin):
    """One form in the list: its title, where one stands with it, and the one next thing."""
    return {
        "key": each.key,
        "title": each.title(spoken),
        "icon": show.ICONS.get(each.kind, "file"),
        "url": reverse("paper", args=[each.paper_id]) if each.paper_id and each.state != stands.MISSING else "",
        "state": said(each),
        "tone": TONES[each.state],
        "news": each.what_changed.get(spoken) or each.what_changed.get("en", "") if each.asks_again else "",
        "act": act(request, each, begin),
    }


def said(each):
    """Where one stands, in warm words."""
    if each.state == stands.MISSING:
        if each.declined_on:
            return _("Not signed, by choice, {day}").format(day=texts.date(each.declined_on))
        return _("Not begun yet")
    if each.state == stands.DRAFT:
        return _("Begun, not finished yet") if each.kind == Kind.SURVEY else _("Begun, not signed yet")
    if each.state == stands.WAITING:
        return _("Waits for another name")
    due = texts.date(each.due_on) if each.due_on else ""
    if each.state == stands.SIGNED:
        day = texts.date(each.signed_on)
        if each.kind == Kind.PLAN:
            since = _("Our plan since {day}").format(day=day)
            return f"{since} · " + _("look again by {day}").format(day=due) if due else since
        signed = _("Filled in on {day}") if each.kind == Kind.SURVEY else _("Signed on {day}")
        signed = signed.format(day=day)
        return f"{signed} · " + _("holds until {day}").format(day=due) if due else signed
    return _due(each, due)


def _due(each, due):
    if each.state == stands.EXPIRED:
        return _("Ran out on {day}. It can be renewed.").format(day=due)
    if each.state == stands.REVOKED:
        return _("Taken back")
    if each.asks_again:
        return _("There is a newer text, to be signed anew")
    if each.looked_for and each.looked_for == each.due_on:
        return _("To be gone through again, after the assessment of {day}").format(day=due)
    if each.kind == Kind.PLAN:
        return _("Time to look at it again (since {day})").format(day=due)
    return _("Runs out on {day}. It can be renewed now.").format(day=due)


def act(request, each, begin):
    """The one next thing: {label, url} of a page, or {label, url, key, once} of a form with one button."""
    if each.open_id and each.state not in (stands.DRAFT, stands.WAITING):
        return _page(_("Go on with the new one"), "paper", each.open_id)
    if each.state == stands.DRAFT:
        return _page(_("Go on"), "paper", each.paper_id)
    if each.state == stands.WAITING:
        return _page(_("Read and sign"), "paper", each.paper_id)
    if each.state == stands.MISSING:
        return {"label": _("Begin"), "url": begin, "key": each.key, "once": once.fresh(request)}
    if each.asks_again:
        return _page(_("See what changed"), "paper-newer", each.paper_id)
    if each.kind == Kind.PLAN:
        if each.state == stands.DUE:
            return _page(_("Look again"), "paper", each.paper_id, "#look-again")
        return _page(_("Read"), "paper", each.paper_id, quiet=True)
    if each.state in (stands.DUE, stands.EXPIRED):
        renewal = reverse("paper-renewal", args=[each.paper_id])
        label = _("Go through it again") if each.looked_for else _("Renew")
        return {"label": label, "url": renewal, "key": each.key, "once": once.fresh(request)}
    return _page(_("Read"), "paper", each.paper_id, quiet=True)


def _page(label, name, pk, anchor="", quiet=False):
    return {"label": label, "url": reverse(name, args=[pk]) + anchor, "key": "", "quiet": quiet}


def permissions(standing):
    """How many permissions hold, and how many are under way, as one row that leads to their page."""
    kinds = [each for each in standing.values() if each.kind == Kind.CONSENT]
    return {
        "given": any(each.state in (stands.SIGNED, stands.DUE) for each in kinds),
        "open": any(each.open_id or each.state in (stands.DRAFT, stands.WAITING) for each in kinds),
    }


def before(papers, standing, zone):
    """Papers of earlier: replaced, declined, run out; never the one that counts now."""
    spoken = show.page_language()
    now = {each.paper_id for each in standing.values() if each.state != stands.MISSING}
    now |= {each.open_id for each in standing.values()}
    return [_old(paper, spoken, zone) for paper in papers if paper.pk not in now and _is_from_before(paper)]


def _is_from_before(paper):
    """Closed, and no signed permission: those have a page of their own."""
    return paper.closed_at is not None and not (paper.form.kind == Kind.CONSENT and paper.state == State.SIGNED)


def _old(paper, spoken, zone):
    day = texts.date(consenting.day(paper.closed_at, zone))
    said = _("chosen not to sign, {day}") if paper.state == State.DECLINED else _("signed on {day}")
    return {
        "title": paper.version.title.get(spoken) or paper.version.title.get("en", ""),
        "url": reverse("paper", args=[paper.pk]),
        "words": said.format(day=day),
    }
