"""Names under a paper. A name says what was shown, in which language, who signed, how they proved it, when."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from . import sealing
from .models import Copy, Name
from .rules import life
from .rules.life import State

NOT_THEIRS = _("Please type your name as it stands on this page: {name}.")


@atomic
def sign(paper, *, name, digest, by, language="", intent=False, method="secret"):
    """``by``'s name stands under the paper; the last needed name seals it, and a permission holds from then on.

    ``digest``: hex, of text, answers and language as the page showed them. ``intent``: they said yes to the sentence
    above the name. The secret was given within the last ten minutes. Pressing twice signs once.
    """
    access.require(by, Act.PAPER_SIGN, paper)
    sheet, language = sealing.lay(paper), language or sealing.language_of(by)
    if sheet.has(by, Name.Kind.SIGNED):
        return paper
    role = sealing.role_of(sheet, by)
    sealing.ask(sheet, role, digest, language, by)
    sentence, field = life.why_not_intend(intent, name)
    signer = by.person.chosen_name
    if not sentence and not (spelled := life.signed_as(name, (signer, by.person.legal_name))):
        sentence, field = NOT_THEIRS, "name"
    if sentence:
        raise Refused(sentence, field=field, name=signer)
    sealing.stand(
        sheet,
        kind=Name.Kind.SIGNED,
        by=by,
        person=by.person,
        role=role,
        language=language,
        name=spelled,
        intent=life.INTENT[sheet.said["kind"]][language],
        meaning=life.MEANING[sheet.said["kind"]],
        method=method,
    )
    record(Act.PAPER_SIGN, paper, by=by, form=sheet.said["key"], role=role, digest=sheet.digest(language).hex())
    sealing.go_on(sheet, by=by)
    return paper


@atomic
def witness(paper, *, name, digest, by, language="", intent=False, guest=False, words="", method="secret"):
    """A witness's name stands under the paper: ``by``'s own, or (``guest``) that of somebody beside them.

    ``words``: who a guest is ("librarian"). Whoever signs the paper is not its witness.
    """
    access.require(by, Act.PAPER_WITNESS, paper)
    sheet, language = sealing.lay(paper), language or sealing.language_of(by)
    sentence = (
        sealing.why_not_named(sheet, digest, language)
        or _why_not_witness(sheet, by, guest=guest, words=words)
        or sealing.unproved(by)
    )
    if sentence:
        raise Refused(sentence)
    spelled = _witness_spelled(name, intent, guest=guest, by=by)
    sealing.stand(
        sheet,
        kind=Name.Kind.WITNESS,
        by=by,
        person=None if guest else by.person,
        role="guest" if guest else sealing.role_of(sheet, by),
        language=language,
        name=spelled,
        words=words if guest else "",
        intent=life.WITNESSED[language],
        meaning="witnessed",
        method="beside" if guest else method,
    )
    record(Act.PAPER_WITNESS, paper, by=by, form=sheet.said["key"], guest=guest, digest=sheet.digest(language).hex())
    sealing.go_on(sheet, by=by)
    return paper


def _why_not_witness(sheet, by, *, guest, words):
    return life.why_not_witness(
        needed=sheet.said["witness"],
        is_signer=sheet.has(by, Name.Kind.SIGNED),
        there=any(n.kind == Name.Kind.WITNESS for n in sheet.names),
        guest=guest,
        words=words,
    )


def _witness_spelled(name, intent, *, guest, by):
    """The witness's name as it will stand; ``Refused`` when it is not theirs, or they did not say yes."""
    sentence, field = life.why_not_intend(intent, name)
    own = (by.person.chosen_name, by.person.legal_name)
    spelled = " ".join(name.split())[:120] if guest else life.signed_as(name, own)
    if not sentence and not spelled:
        sentence, field = NOT_THEIRS, "name"
    if sentence:
        raise Refused(sentence, field=field, name=own[0])
    return spelled


@atomic
def decline(paper, *, by, reason="", language=""):
    """Somebody whose name is needed chose not to put it. The paper is closed; a new one can be begun."""
    access.require(by, Act.PAPER_DECLINE, paper)
    sheet, language = sealing.lay(paper), language or sealing.language_of(by)
    if paper.state == State.DECLINED:
        return paper
    role = sealing.role_of(sheet, by)
    sentence = life.why_not_write(paper.state) or life.why_not_signer(
        role, needed=sheet.said["signs"], named=sheet.named
    )
    if sentence:
        raise Refused(sentence)
    sealing.stand(
        sheet,
        kind=Name.Kind.DECLINED,
        by=by,
        person=by.person,
        role=role,
        language=language,
        name=by.person.chosen_name,
        words=reason,
        meaning="declined",
        method="said",
    )
    sealing.become(paper, State.DECLINED, by=by)
    record(Act.PAPER_DECLINE, paper, by=by, form=sheet.said["key"], role=role)
    return paper


@atomic
def give_copy(paper, *, how, by, pk=None):
    """That a copy of the signed paper was given, and how, stands beside it."""
    access.require(by, Act.PAPER_COPY, paper)
    sealing.hold(paper)
    if pk and (there := Copy.objects.filter(pk=pk, paper=paper).first()):
        return there
    if sentence := life.why_not_copy(paper.state, how):
        raise Refused(sentence, field="how")
    made = Copy.of(paper, how=how, given_by=by.person, at=clock.now())
    made.pk = pk or made.pk
    made.save(force_insert=True)
    record(Act.PAPER_COPY, paper, by=by, form=paper.form.key, how=how)
    return made
