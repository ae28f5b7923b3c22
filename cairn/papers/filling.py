"""A paper is filled in: alone, by two on two devices, or passed across the table. What is said to be saved is kept.

Each item has a revision. Whoever writes over a revision that they have not seen does not win and does not lose: both
texts stand until somebody chooses.
"""

import secrets
from datetime import timedelta

from cairn.audit import reading as audit
from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from . import sealing, shipping, shown
from .models import Answer, Paper, Seal
from .rules import differences, filled, life
from .rules.life import OPEN, Kind, State

SAID_LASTS = timedelta(minutes=15)  # who fills in line after line has filled in the paper once


@atomic
def begin(participation, *, key, by, pk=None):
    """A paper of this form is in the record, empty, or with what the last agreed one of a living plan says.

    The one that is under way is returned instead of a second one, except of permissions, of which there may be many.
    ``pk``: the paper's id, made by the server for the form, so that pressing twice begins one.
    """
    access.require(by, Act.PAPER_BEGIN, participation)
    sealing.hold_way(participation)
    if pk and (there := Paper.objects.filter(pk=pk, participation=participation).first()):
        return there
    version = shipping.published(participation.organization, key)
    if sentence := life.why_not_begin(version.form.kind):
        raise Refused(sentence)
    if version.form.kind != Kind.CONSENT and (there := _under_way(participation, version.form)):
        return there
    last = _last(participation, version.form) if version.form.kind == Kind.PLAN else None
    return _begin(participation, version, after=last, by=by, pk=pk)


def _under_way(participation, form):
    return Paper.objects.filter(participation=participation, form=form, state__in=OPEN).order_by("pk").last()


def _last(participation, form):
    return Paper.objects.filter(participation=participation, form=form, state=State.SIGNED).order_by("pk").last()


def _begin(participation, version, *, after, by, pk=None):
    paper = Paper.of(
        participation,
        form=version.form,
        version=version,
        after=after,
        many=version.form.kind == Kind.CONSENT,
        salt=secrets.token_hex(16),
        started_by=by.person,
        started_at=clock.now(),
    )
    paper.pk = pk or paper.pk
    paper.save(force_insert=True)
    if after is not None:
        _carry(after, paper, by)
    record(Act.PAPER_BEGIN, paper, by=by, form=version.form.key, number=version.number)
    return paper


def _carry(old, paper, by):
    """What the old one says stands in the new one, where it still fits."""
    for item, value in Seal.objects.get(paper=old).body["answers"].items():
        if _fits(paper.version, item, value):
            Answer.of(paper, item=item, value=value, author=by.person, at=clock.now()).save(force_insert=True)


def _fits(version, name, value):
    item = next((i for i in version.items if i["id"] == name), None)
    return item is not None and not filled.why_not_value(item, value)


@atomic
def renew(paper, *, by, pk=None):
    """A new paper stands where the signed one will run out or has a newer text: with its answers, to be signed anew."""
    access.require(by, Act.PAPER_BEGIN, paper)
    sealing.hold_way(paper.participation)
    if pk and (there := Paper.objects.filter(pk=pk, after=paper).first()):
        return there
    if paper.state != State.SIGNED:
        raise Refused(_("Only a signed paper is renewed. This one can still be filled in."))
    version = shipping.published(paper.organization, paper.form.key)
    there = _under_way(paper.participation, paper.form)
    if there is not None and (version.form.kind != Kind.CONSENT or there.after_id == paper.pk):
        return there
    return _begin(paper.participation, version, after=paper, by=by, pk=pk)


@atomic
def answer(paper, *, item, value, revision, by):
    """This stands in the item. ``revision``: the one that the page showed, 0 for an item nobody had filled in.

    Returns the Answer; its ``stands`` is False when somebody else was quicker: then both texts are kept, theirs in
    ``value`` and this one in ``beside``, until one is chosen. Names that stood under the paper fall.
    """
    access.require(by, Act.PAPER_ANSWER, paper)
    sealing.hold(paper)
    found = _answer(paper, _part(paper, item), value, revision, by)
    _remember(paper, by)
    return found


@atomic
def answer_all(paper, *, values, by):
    """A page without scripts is sent: every item as it stood on it. ``values``: {item: (value, revision, mark)}.

    ``mark``: of the value that the page had shown; what was not touched is left alone. What can be kept is kept;
    returns {item: the sentence to read} of the others.
    """
    access.require(by, Act.PAPER_ANSWER, paper)
    sealing.hold(paper)
    refused = {}
    for item, (value, revision, mark) in values.items():
        if filled.mark(value) != mark:
            try:
                _answer(paper, _part(paper, item), value, revision, by)
            except Refused as no:
                refused[item] = no.sentence
    _remember(paper, by)
    return refused


@atomic
def choose(paper, *, item, value, revision, by):
    """Where two texts stood, this one does now. ``revision``: of the text that the page showed as standing."""
    access.require(by, Act.PAPER_ANSWER, paper)
    sealing.hold(paper)
    part = _part(paper, item)
    _ask(paper, part, value, by)
    found = Answer.objects.filter(paper=paper, item=item).first()
    if found is None or not found.beside:
        return _answer(paper, part, value, revision, by)
    if found.revision != revision:
        raise Refused(_("Somebody has just written here. Please look once more; nothing is lost."), field=item)
    _open_again(paper)
    found.beside = []
    _write(found, value, by)
    _remember(paper, by)
    return found


def _part(paper, item):
    """The item of that name in the text of this paper."""
    found = next((i for i in paper.version.items if i["id"] == item), None)
    if found is None:
        raise Refused(_("That part is not in this paper."))
    return found


def _ask(paper, part, value, by):
    sentence = (
        life.why_not_write(paper.state)
        or filled.why_not_hands(part, own=by.person_id == paper.subject_id)
        or filled.why_not_value(part, value)
    )
    if sentence:
        raise Refused(sentence, field=part["id"])


def _answer(paper, part, value, revision, by):
    _ask(paper, part, value, by)
    value = None if filled.is_empty(value) else value
    found = Answer.objects.filter(paper=paper, item=part["id"]).first()
    if found is None:
        found = Answer.of(paper, item=part["id"], value=None, revision=0, author=by.person, at=clock.now())
    found.stands = True
    if differences.same(found.value, value) and not found.beside:
        return found
    _open_again(paper)
    if found.revision == revision and (not found.beside or found.author_id == by.person_id):
        _write(found, value, by)
    else:
        found.stands = False
        _keep_beside(found, value, by)
    return found


def _write(found, value, by):
    found.value, found.author, found.at = (None if filled.is_empty(value) else value), by.person, clock.now()
    found.revision += 1
    found.stands = True
    found.save()


def _keep_beside(found, value, by):
    """What this device wrote meanwhile is kept beside, in the place of what it wrote there before."""
    device = str(by.sign_in.pk) if by.sign_in is not None else ""
    mine = {"by": str(by.person_id), "device": device}
    others = [each for each in found.beside if {name: each[name] for name in mine} != mine]
    found.beside = [*others, {**mine, "value": value, "at": clock.now().isoformat()}]
    found.save()


def _open_again(paper):
    """Names under what changes now fall, and the page says so."""
    if paper.state == State.WAITING:
        sealing.fall(paper, shown.names(paper))


def _remember(paper, by):
    """That somebody filled in this paper stands in its history, once for a quarter of an hour."""
    since = clock.now() - SAID_LASTS
    if not audit.has_happened(paper.organization_id, Act.PAPER_ANSWER, paper.pk, by.person_id, since=since):
        record(Act.PAPER_ANSWER, paper, by=by, form=paper.form.key)


@atomic
def bring_up(paper, *, by):
    """The paper has the newest text of its form, with every answer that still fits. Names under it fall."""
    access.require(by, Act.PAPER_BEGIN, paper)
    sealing.hold(paper)
    if sentence := life.why_not_write(paper.state):
        raise Refused(sentence)
    version = shipping.published(paper.organization, paper.form.key)
    if version.pk == paper.version_id:
        return paper
    _open_again(paper)
    paper.version = version
    paper.save(update_fields=["version"])
    for row in Answer.objects.filter(paper=paper):
        if not _fits(version, row.item, row.value):
            row.delete()
    record(Act.PAPER_BEGIN, paper, by=by, form=paper.form.key, number=version.number)
    return paper


@atomic
def finish(paper, *, by):
    """A paper that needs no name is complete, and stays as it is: a survey, for example."""
    access.require(by, Act.PAPER_FINISH, paper)
    sheet = sealing.lay(paper)
    if sheet.paper.state == State.SIGNED:
        return paper
    if sheet.said["signs"]:
        raise Refused(_("This paper is complete when the names stand under it."))
    if sentence := life.why_not_name(
        paper.state, missing=len(sheet.missing), conflicts=len(sheet.conflicts), outdated=False, seen_now=True
    ):
        raise Refused(sentence)
    record(Act.PAPER_FINISH, paper, by=by, form=sheet.said["key"])
    sealing.seal(sheet, by=by)
    return paper


@atomic
def let_go(paper, *, by):
    """A paper that nobody signed is put away; a new one can be begun at any time."""
    access.require(by, Act.PAPER_LET_GO, paper)
    sealing.hold(paper)
    if paper.state == State.LET_GO:
        return
    if sentence := life.why_not_write(paper.state):
        raise Refused(sentence)
    _open_again(paper)
    sealing.become(paper, State.LET_GO, by=by)
    record(Act.PAPER_LET_GO, paper, by=by, form=paper.form.key)
