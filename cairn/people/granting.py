"""Roles given and taken, and what a person changes about themselves."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _

from . import access, joining, rules, signing_in
from .acts import Act
from .models import Membership
from .roles import Role


@atomic
def grant(person, *, role, by, credential=""):
    """The person holds this role too, from now on."""
    access.require(by, Act.PERSON_GRANT, person)
    if person.memberships.now().filter(role=role).exists():
        raise Refused(_("They hold that role already."), field="role")
    membership = joining.hold(person, Role(role), credential=credential)
    record(Act.PERSON_GRANT, membership, by=by, role=role)
    return membership


@atomic
def revoke(membership, *, by):
    """The role ends now. Without a role nobody is signed in any more; what they may not see closes at once."""
    access.require(by, Act.PERSON_REVOKE, membership)
    last = Membership.objects.now().filter(organization_id=by.organization_id, role=Role.ADMINISTRATOR)
    if membership.role == Role.ADMINISTRATOR and last.count() == 1:
        raise Refused(_("This is the last administrator. Please name another one first."))
    membership.ended_at = clock.now()
    membership.save(update_fields=["ended_at"])
    if not membership.person.memberships.now().exists():
        signing_in.end_all(membership.person)
    record(Act.PERSON_REVOKE, membership, by=by, role=membership.role)


@atomic
def change(person, *, by, through=None, **said):
    """What is known about a person: chosen name, pronouns, languages, zone, legal name."""
    if through is not None and through.subject_id != person.pk:
        through = None
    access.require(by, Act.PERSON_CHANGE, through or person)
    changed = [
        name
        for name in ("chosen_name", "legal_name", "pronouns", "languages", "zone")
        if name in said and said[name] != getattr(person, name)
    ]
    sentence, field = rules.why_not_said(said)
    if sentence:
        raise Refused(sentence, field=field)
    if "chosen_name" in changed:
        said["chosen_name"] = joining._said(said["chosen_name"])
    for name in changed:
        setattr(person, name, said[name])
    if changed:
        person.save(update_fields=changed)
        record(Act.PERSON_CHANGE, person, by=by, changed=changed)
