"""Somebody says that something is wrong: by name, or through the open page without one."""

from cairn.audit import recording
from cairn.audit.recording import record
from cairn.lib import clock, codes, keys
from cairn.lib.db import atomic
from cairn.lib.models import Key
from cairn.lib.words import NotHere, Refused, _
from cairn.people import access, secrets
from cairn.people.acts import Act
from cairn.people.models import Membership
from cairn.people.roles import Role

from .models import HISTORY, Concern, KeptOut
from .rules import asking, routing
from .rules.handling import Kind
from .steps import take

AGAIN_WITHIN = 600  # seconds in which a form that is sent twice shows its code once more
CODE_LENGTH = 12


@atomic
def begin(organization, *, said, by, named=None, program=None, pk=None):
    """A concern is raised by somebody who is signed in. ``named``: a person of the house whom it is about.

    ``pk``: the id made by the server for the form, so that pressing twice raises one.
    """
    access.require(by, Act.CONCERN_RAISE, organization)
    if there := Concern.objects.filter(pk=pk).first():
        access.require(by, Act.CONCERN_FOLLOW, there)
        return there
    sentence, field = asking.why_not_raise(said)
    if sentence:
        raise Refused(sentence, field=field)
    if named is not None and (named.organization_id != organization.pk or named.pk == by.person_id):
        raise NotHere
    concern = _write(organization, said, pk=pk, by=by, program=program, named=named)
    record(Act.CONCERN_RAISE, concern, by=by)
    return concern


@atomic
def receive(organization, *, said, pk):
    """A concern comes through the open page, from nobody we know. Returns ``(concern, code)``.

    The code follows it; it is kept nowhere. It comes from the id of the form (``pk``), so that a form sent twice within
    some minutes gives the same one.
    """
    code = _code_of(pk)
    if there := Concern.objects.filter(pk=pk, raised_by=None).first():
        if (clock.now() - there.raised_at).total_seconds() > AGAIN_WITHIN:
            raise Refused(_("This was sent already. Please open the page anew to say something else."))
        return there, codes.spoken(code)
    sentence, field = asking.why_not_raise(said, outside=True)
    if sentence:
        raise Refused(sentence, field=field)
    concern = _write(organization, said, pk=pk, code_index=index(code))
    record(Act.CONCERN_RAISE, concern)
    return concern, codes.spoken(code)


def _write(organization, said, *, pk, by=None, program=None, named=None, code_index=None):
    recording.begin_apart(organization.pk, HISTORY)
    now = clock.now()
    concern = Concern(
        organization=organization,
        key=Key.make(under=organization.key),
        program=program,
        raised_by_id=by.person_id if by else None,
        raised_at=now,
        opened_at=now,
        code_index=code_index,
        **{name: said[name] for name in ("kind", "urgency", "answer")},
        **{name: said.get(name, "").strip() for name in asking.WORDS},
    )
    concern.pk = pk or concern.pk
    out = {**({by.person_id: KeptOut.Why.RAISED} if by else {}), **({named.pk: KeptOut.Why.NAMED} if named else {})}
    concern.around = routing.goes_around(
        ticked=said.get("involves") == "yes", kept_out=out, coordinators=coordinators_of(organization.pk)
    )
    concern.save(force_insert=True)
    for person_id, why in out.items():
        KeptOut.objects.create(
            concern=concern, person_id=person_id, why=why, at=now, by_id=by.person_id if by else None
        )
    return concern


def coordinators_of(organization_id):
    """The ids of everybody who holds the role of a coordinator in this house now."""
    held = Membership.objects.now().filter(organization_id=organization_id, role=Role.COORDINATOR)
    return frozenset(held.values_list("person_id", flat=True))


@atomic
def add(concern, *, words, by, code="", pk=None):
    """Whoever raised it adds something: signed in, or with its code (``by`` is None)."""
    if by is not None:
        access.require(by, Act.CONCERN_ADD, concern)
    else:
        _require_code(concern, code)
    if step := take(concern, Kind.ADD, words=words, by=by, pk=pk):
        record(Act.CONCERN_ADD, concern, by=by, step=step.pk)


@atomic
def reopen(concern, *, words, by, code="", pk=None):
    """It is open again, with the reason in these words: by whoever raised it, or by who handles it."""
    if by is not None:
        access.require(by, Act.CONCERN_REOPEN, concern)
    else:
        _require_code(concern, code)
    if step := take(concern, Kind.REOPEN, words=words, by=by, pk=pk):
        Concern.objects.filter(pk=concern.pk).update(opened_at=step.at)
        record(Act.CONCERN_REOPEN, concern, by=by, step=step.pk)


def _require_code(concern, code):
    """Nothing when this is the code of the concern; ``NotHere`` otherwise."""
    if not code or concern.code_index is None or not secrets.same(index(code), concern.code_index):
        raise NotHere


def index(code):
    """The blind index of a code that follows a concern."""
    return keys.index("concern code", "", codes.normal(code))


def _code_of(pk):
    """Twelve letters that only this server can find from the id of the form."""
    number = int.from_bytes(keys.derive("concern code", pk))
    letters = []
    for _turn in range(CODE_LENGTH):
        number, letter = divmod(number, len(codes.ALPHABET))
        letters.append(codes.ALPHABET[letter])
    return "".join(letters)
