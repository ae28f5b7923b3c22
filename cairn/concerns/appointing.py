"""What the organization sets for when something is wrong: the second person, and its own words."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.models import Membership, Organization
from cairn.people.roles import HEARS

from .models import Guidance, SecondPerson
from .rules.guidance import why_not_guidance


@atomic
def appoint(person, *, by):
    """This person hears what must not go to the coordinators, from now on; None: nobody is named for it."""
    access.require(by, Act.ORGANIZATION_CHANGE, by.organization)
    Organization.objects.select_for_update().get(pk=by.organization_id)
    if person is not None:
        held = Membership.objects.now().filter(
            organization_id=by.organization_id, person=person, role__in=[str(role) for role in HEARS]
        )
        if not held.exists():
            raise Refused(_("Please choose a coordinator, an administrator or an auditor."), field="person")
    now = clock.now()
    current = SecondPerson.objects.filter(organization_id=by.organization_id, ended_at=None)
    if person is not None and current.filter(person=person).exists():
        return
    current.update(ended_at=now)
    if person is not None:
        SecondPerson.objects.create(organization_id=by.organization_id, person=person, since=now)
    record(Act.ORGANIZATION_CHANGE, by.organization, by=by, changed=["second_person"])


@atomic
def guide(words, *, by):
    """What the organization says when something serious came up: ``{language: text}``. "" falls back to the careful
    words that come with Cairn."""
    access.require(by, Act.ORGANIZATION_CHANGE, by.organization)
    sentence, field = why_not_guidance(words)
    if sentence:
        raise Refused(sentence, field=field)
    kept = {language: text.strip() for language, text in words.items()}
    Guidance.objects.create(organization_id=by.organization_id, words=kept, since=clock.now(), by_id=by.person_id)
    record(Act.ORGANIZATION_CHANGE, by.organization, by=by, changed=["guidance"])
