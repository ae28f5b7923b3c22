"""How somebody is reached safely: said by themself, by their supporter, or by the coordinator."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused

from . import access, rules
from .acts import Act
from .models import phone_index


@atomic
def reach(person, *, by, through=None, **said):
    """What is known about reaching this person is what was said: ``phone``, ``born_on`` (an ISO day), ``safe``.

    ``through``: their participation, which ties a supporter or a coordinator to them.
    """
    access.require(by, Act.PERSON_REACH, through or person)
    if through is not None and through.subject_id != person.pk:
        raise NotHere
    said = {**said, "safe": rules.reach(said["safe"])} if "safe" in said else said
    sentence, field = rules.why_not_reach(said, today=clock.today(by.zone))
    if sentence:
        raise Refused(sentence, field=field)
    if changed := keep(person, **said):
        person.save(update_fields=[*changed, "phone_index"])
        record(Act.PERSON_REACH, person, by=by, changed=changed)


def keep(person, **said):
    """The fields that changed, set and not saved. A part of ``reach``, and of welcoming somebody who was referred."""
    fields = {"phone": said.get("phone"), "born_on": said.get("born_on"), "safe_contact": said.get("safe")}
    changed = [name for name, value in fields.items() if value is not None and value != getattr(person, name)]
    for name in changed:
        setattr(person, name, fields[name])
    person.phone_index = phone_index(person.phone or "")
    return changed
