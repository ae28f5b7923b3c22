"""How people come to be here: welcomed by staff, let in by a short code made in the room."""

from dataclasses import dataclass

from cairn.audit import recording
from cairn.audit.recording import record
from cairn.lib import clock, codes, keys
from cairn.lib.db import atomic
from cairn.lib.models import Key
from cairn.lib.words import NotHere, Refused, _

from . import access, rules, secrets, signing_in
from .acts import Act
from .models import JoinCode, Membership, Organization, Person, email_index, handle_index
from .roles import STAFF, Role

NO_SUCH_CODE = _(
    "That code does not open anything. Codes last for half an hour and work once; please ask for a new one."
)


@atomic
def found(name, *, slug, zone, language="en", crisis_lines=()):
    """A new organization, with its key and an empty history. Only the command line does this."""
    organization = Organization.objects.create(
        key=Key.make(),
        name=name,
        slug=slug,
        zone=zone,
        language=language,
        crisis_lines=list(crisis_lines),
        founded_at=clock.now(),
    )
    recording.begin(organization.pk)
    record(Act.ORGANIZATION_FOUND, organization)
    return organization


@atomic
def welcome(chosen_name, *, roles, by, organization=None, credential="", email="", **about):
    """A new person with these roles. They cannot sign in before they have used a code or been given a secret.

    ``by`` None is the command line, which then names the ``organization``.
    """
    house = organization or by.organization
    if by is not None:
        access.require(by, Act.PERSON_WELCOME, house)
        _only_what_they_may(by, roles)
    chosen_name = _said(chosen_name)
    key = Key.make(under=house.key)
    person = Person(
        organization=house,
        key=key,
        chosen_name=chosen_name,
        known_since=clock.now(),
        languages=about.pop("languages", None) or [house.language],
        **about,
    )
    if email:
        person.email, person.email_index = email.strip(), email_index(email)
        if Person.objects.filter(organization=house, email_index=person.email_index).exists():
            raise Refused(_("Somebody here already uses that e-mail address."), field="email")
    person.save(force_insert=True)
    for role in roles:
        hold(person, Role(role), credential=credential)
    record(Act.PERSON_WELCOME, person, by=by, roles=sorted(roles))
    return person


@atomic
def invite(chosen_name, *, roles, by, email, credential=""):
    """Staff are welcomed, and the code that lets them in is there: ``(person, code)``."""
    if not email.strip():
        raise Refused(_("Please give the e-mail address with which they will sign in."), field="email")
    if not roles:
        raise Refused(_("Please choose what they do here."), field="roles")
    person = welcome(chosen_name, roles=roles, by=by, email=email, credential=credential)
    return person, make_code(person, by=by, through=person)


def hold(person, role, *, credential=""):
    """The person holds this role from now on. Part of ``welcome`` and ``granting``; asks nobody."""
    return Membership.objects.create(
        organization_id=person.organization_id,
        person=person,
        key_id=person.key_id,
        role=role,
        credential=credential,
        started_at=clock.now(),
    )


def _only_what_they_may(by, roles):
    """A coordinator welcomes participants and supporters; everybody else is an administrator's to welcome."""
    if not by.is_a(Role.ADMINISTRATOR) and not set(roles) <= {Role.PARTICIPANT, Role.SUPPORTER}:
        raise NotHere


def _said(name):
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Please say what name this person goes by."), field="chosen_name")
    if len(name) > 120:
        raise Refused(_("That name is very long. Please use up to 120 letters."), field="chosen_name")
    return name


@atomic
def make_code(person, *, by, through):
    """A fresh code that lets this person in for half an hour; codes made before stop working.

    ``through`` is the thing that ties ``by`` to the person: their participation, or, for staff, the person. Whoever
    brings the code *is* that person here, so nobody gets into a record through the house, or into the house through a
    record.
    """
    if through.subject_id != person.pk or person.organization_id != by.organization_id:
        raise NotHere
    if through is person:
        access.require(by, Act.PERSON_WELCOME, by.organization)
        _only_what_they_may(by, [m.role for m in person.memberships.now()])
        if not _is_staff(person):
            raise Refused(_("Their peer supporter or coordinator makes this code, face to face."))
    else:
        access.require(by, Act.CODE_MAKE, through)
        if _is_staff(person):
            raise Refused(_("They work here as well, so an administrator makes their code."))
    return _code(person, by=by)


def _code(person, *, by):
    now, code = clock.now(), codes.make()
    JoinCode.objects.filter(person=person, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
    made = JoinCode.objects.create(
        organization_id=person.organization_id,
        person=person,
        code_index=_index(code),
        made_by_id=by.person_id if by else None,
        made_at=now,
        ends_at=now + rules.CODE_LASTS,
    )
    record(Act.CODE_MAKE, made, by=by)
    return codes.spoken(code)


def open_code(code, *, network):
    """The person whom this code lets in now. Wrong, used, old: the same sentence, after the same work."""
    counts = secrets.code_buckets(network)
    secrets.ask(counts)
    found = (
        JoinCode.objects.select_related("person__organization")
        .filter(code_index=_index(code), used_at=None, withdrawn_at=None, ends_at__gt=clock.now())
        .first()
    )
    if found is None:
        with atomic():
            secrets.count(counts)
        raise Refused(NO_SUCH_CODE, field="code")
    return found


@dataclass(frozen=True)
class Invitation:
    """What a code says to whoever brings it: whom it is for, and what they choose."""

    name: str  # so that the right person sees that it is theirs
    house: str
    email: str  # they sign in with it; "" when they choose a name to sign in with
    handle: str  # the name they chose before
    is_staff: bool


def invitation(code, *, network):
    """What the code says, before it is used. ``Refused`` as in ``open_code``."""
    person = open_code(code, network=network).person
    return Invitation(person.chosen_name, person.organization.name, person.email, person.handle, _is_staff(person))


def join(code, *, name, secret, device, network, device_name=""):
    """Whoever holds the code becomes this person on this device, with a name and secret of their own.

    Staff keep their e-mail address as the name. Returns ``(Who, token)``. Devices from before are signed out: this is
    also how a lost secret is set anew, face to face.
    """
    held = open_code(code, network=network)
    with atomic():
        used = JoinCode.objects.filter(pk=held.pk, used_at=None, withdrawn_at=None).update(used_at=clock.now())
        if not used:
            raise Refused(NO_SUCH_CODE, field="code")
        person = held.person
        if person.email_index is None:
            _take_handle(person, name)
        _take_secret(person, secret, staff=_is_staff(person))
        signing_in.end_all(person)
        who, token = signing_in.begin(person, device=device, device_name=device_name)
        record(Act.PERSON_JOIN, person, by=who)
    return who, token


@atomic
def endow(person, *, name, secret):
    """The person has this sign-in name ("" for staff, who use their e-mail) and secret. For the command line."""
    if name:
        _take_handle(person, name)
    _take_secret(person, secret, staff=not name)


def keep_secret(secret, *, by, old, network):
    """A new secret in the place of the old one; other devices are signed out."""
    access.require(by, Act.PERSON_KEEP_SECRET, by.person)
    signing_in.prove_again(by, old, network=network)
    with atomic():
        _take_secret(by.person, secret, staff=by.is_a(*STAFF))
        signing_in.end_all(by.person, but=by.sign_in)
        record(Act.PERSON_KEEP_SECRET, by.person, by=by)


def _is_staff(person):
    return not STAFF.isdisjoint(Role(m.role) for m in person.memberships.now().defer("credential"))


def _take_handle(person, name):
    name = " ".join(name.split())
    if sentence := rules.why_not_handle(name):
        raise Refused(sentence, field="name")
    index = handle_index(name)
    if Person.objects.filter(handle_index=index).exclude(pk=person.pk).exists():
        raise Refused(_("That name is taken on this server. Please add a word or a number."), field="name")
    person.handle, person.handle_index = name, index
    person.save(update_fields=["handle", "handle_index"])


def _take_secret(person, secret, *, staff):
    if sentence := (rules.why_not_passphrase if staff else rules.why_not_secret)(secret):
        raise Refused(sentence, field="secret")
    person.secret = secrets.kept(secret)
    person.save(update_fields=["secret"])


def _index(code):
    return keys.index("code", "", codes.normal(code))
