"""The open door: whoever left can come back, alone, with a code, or because they told somebody."""

from cairn.audit.recording import record
from cairn.lib import clock, codes, keys
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access, secrets
from cairn.people.acts import Act
from cairn.teams import closing, pairing, referring
from cairn.teams.models import Participation, Referral

from .models import Coming, ReturnCode

LENGTH = 12  # letters of a code that has no last day: 55 bits
NO_SUCH_CODE = _("That code does not open the door. Please check the letters, or call us; you are welcome either way.")


@atomic
def give_code(participation, *, by):
    """A fresh code for coming back, to be kept by the participant; one given before works no more. Returns it once."""
    access.require(by, Act.RETURN_CODE, participation)
    code, now = codes.make(LENGTH), clock.now()
    ReturnCode.objects.filter(participation=participation, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    made = ReturnCode.of(participation, code_index=_index(code), made_by=by.person, made_at=now)
    made.save(force_insert=True)
    record(Act.RETURN_CODE, made, by=by)
    return codes.spoken(code)


@atomic
def ask(participation, *, by, words="", reach="", shares_notes=None, shares_plans=None):
    """They ask to come back; the coordinator sees it. Asked twice, it is one ask.

    A coordinator can write it down for somebody who called; what may be shared is then asked of them later.
    """
    access.require(by, Act.RETURN_ASK, participation)
    own = by.person_id == participation.person_id
    return _ask(
        participation,
        by=by,
        how=Coming.How.SELF if own else Coming.How.STAFF,
        words=words,
        reach=reach,
        shares_notes=shares_notes if own else None,
        shares_plans=shares_plans if own else None,
    )


def ask_with_code(code, *, words, reach, network, house=None):
    """Whoever holds the code asks to come back, without signing in. Wrong and used answer alike; wrong tries count.

    ``house``: the organization whose open page it is, where it is the page of one.
    """
    counts = secrets.code_buckets(network)
    secrets.ask(counts)
    held = ReturnCode.objects.filter(code_index=_index(code), used_at=None, withdrawn_at=None)
    held = held.select_related("participation__person", "participation__organization", "participation__program")
    held = (held.filter(organization=house) if house else held).first()
    if held is None or held.participation.ended_on is None:
        with atomic():
            secrets.count(counts)
        raise Refused(NO_SUCH_CODE, field="code")
    if not reach.strip():
        raise Refused(_("Please say how we can reach you safely."), field="reach")
    with atomic():
        if not ReturnCode.objects.filter(pk=held.pk, used_at=None).update(used_at=clock.now()):
            raise Refused(NO_SUCH_CODE, field="code")
        return _ask(held.participation, by=None, how=Coming.How.CODE, words=words, reach=reach)


def refer(slug, said, *, reach, network, pk):
    """A referral from the open page; with a code that opens the door, it is an ask to come back as well.

    Whoever sends it reads the same answer either way: a wrong code, or none, leaves an ordinary referral. ``reach``:
    how to reach them, in words.
    """
    is_new = not Referral.objects.filter(pk=pk).exists()
    reference = referring.receive_public(slug, said, network=network, pk=pk)
    code = str(said.get("before_code", "")).strip()
    if is_new and code:
        _hear(Referral.objects.select_related("organization").get(pk=pk), code, said.get("asks", ""), reach, network)
    return reference


def _hear(referral, code, words, reach, network):
    try:
        coming = ask_with_code(code, words=words, reach=reach, network=network, house=referral.organization)
    except Refused:
        return
    way = coming.participation
    Referral.objects.filter(pk=referral.pk).update(program=way.program_id, subject=way.person_id)


@atomic
def welcome(coming, *, program, by, pk=None):
    """A new way begins for them, linked to the old. Of the old one, the new team sees what they said yes to."""
    access.require(by, Act.RETURN_ANSWER, coming)
    now = Coming.objects.select_for_update(of=("self",)).get(pk=coming.pk)
    if now.way_id is not None:
        return now.way
    if now.answered_at is not None:
        raise Refused(_("This was answered already. You can write it down once more."))
    way = pairing.begin(program, person=coming.participation.person, by=by, pk=pk, after=coming.participation)
    now.way, now.answered_at, now.answered_by = way, clock.now(), by.person
    now.save(update_fields=["way", "answered_at", "answered_by"])
    referring.taken_up(way, by=by)
    closing._open(coming.participation, way, notes=bool(now.shares_notes), plans=bool(now.shares_plans))
    record(Act.RETURN_ANSWER, now, by=by, welcomed=True)
    return way


@atomic
def put_off(coming, *, words, by):
    """Not now, with words that they can read. They can ask again at any time."""
    access.require(by, Act.RETURN_ANSWER, coming)
    now = Coming.objects.select_for_update(of=("self",)).get(pk=coming.pk)
    if now.answered_at is not None:
        return
    if not words.strip():
        raise Refused(_("Please say why not now, and what they can do. They will read it."), field="words")
    now.answer, now.answered_at, now.answered_by = words.strip()[:2000], clock.now(), by.person
    now.save(update_fields=["answer", "answered_at", "answered_by"])
    record(Act.RETURN_ANSWER, now, by=by, welcomed=False)


def _ask(participation, *, by, how, words, reach, shares_notes=None, shares_plans=None):
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if there := Coming.objects.filter(participation=participation, answered_at=None).first():
        return there
    if participation.ended_on is None:
        raise Refused(_("This way has not ended. There is nothing to come back from."))
    if Participation.objects.filter(
        program_id=participation.program_id, person_id=participation.person_id, ended_on=None
    ).exists():
        raise Refused(_("A new way has begun already."))
    made = Coming.of(
        participation,
        how=how,
        words=words.strip()[:2000],
        reach=reach.strip()[:500],
        shares_notes=shares_notes,
        shares_plans=shares_plans,
        asked_by=by.person if by else None,
        at=clock.now(),
    )
    made.save(force_insert=True)
    record(Act.RETURN_ASK, made, by=by, how=how)
    return made


def _index(code):
    return keys.index("return", "", codes.normal(code))
