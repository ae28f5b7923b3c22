"""Notices are made from what happened: each history is walked once, behind a cursor.

The bell after a commit only says that it is time to walk. When nobody hears it, or the process ends between the act
and its notice, the next walk finds the act where the last one stopped.
"""

import datetime
import json

from django.db import connection

from cairn.audit import reading as audit
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.people import signing_in
from cairn.people.models import Person

from . import audiences, posting
from .models import Cursor, Notice
from .rules import telling

AT_ONCE = 20  # in one transaction: whoever writes just now waits no longer than this takes
RECENT = datetime.timedelta(days=14)  # a house that is walked for the first time is told no old news
FRESH = datetime.timedelta(days=1)  # nobody is written to about what is older


def catch_up():
    """Everything that happened until now has been told. Returns how many notices were made."""
    made, told = 0, dict(Cursor.objects.values_list("pk", "seq"))
    for organization_id, head in audit.places().items():
        while told.get(organization_id) != head:
            new, place = _walk(organization_id)
            made += new
            if place >= head:
                break
    return made


@atomic
def _walk(organization_id):
    """A stretch of one history is told, and the cursor stands behind it: ``(notices made, place)``."""
    cursor = _cursor(organization_id)
    head = audit.places().get(organization_id, 0)
    events = audit.after(organization_id, cursor.seq, acts=list(telling.TELLS), limit=AT_ONCE)
    made = sum(tell_of(event) for event in events)
    cursor.seq = events[-1].seq if len(events) == AT_ONCE else max(head, cursor.seq)
    cursor.save(update_fields=["seq"])
    return made, cursor.seq


def _cursor(organization_id):
    Cursor.objects.bulk_create(
        [Cursor(organization_id=organization_id, seq=audit.place_at(organization_id, clock.now() - RECENT))]
        if not Cursor.objects.filter(pk=organization_id).exists()
        else [],
        ignore_conflicts=True,
    )
    rows = Cursor.objects.filter(pk=organization_id)
    return (rows.select_for_update() if connection.features.has_select_for_update else rows).get()


def tell_of(event):
    """Everybody whom this event concerns is told, but not whoever did it. Returns how many."""
    what = audiences.told(event, json.loads(event.facts))
    made = 0
    for audience, template in telling.TELLS.get(event.act, ()):
        for person_id in audiences.people(audience, what) - {event.by_id}:
            occasion = {"occasion": f"e:{event.seq}", "at": event.at, "kind": event.about_kind}
            made += tell(person_id, template, about_id=event.about_id, participation=what.participation, **occasion)
    return made


def tell(person_id, template, *, about_id, kind, participation, occasion, at):
    """One person is told once for this occasion, and written to if they wish it. 1 when it is new."""
    person = Person.objects.select_related("organization").get(pk=person_id)
    notice = Notice(
        organization_id=person.organization_id,
        person=person,
        template=template,
        about_kind=kind,
        about_id=about_id,
        participation=participation,
        occasion=occasion,
        at=at,
    )
    same = {"person": person, "template": template, "about_id": about_id, "occasion": occasion}
    if Notice.objects.filter(**same).exists():
        return 0
    Notice.objects.bulk_create([notice], ignore_conflicts=True)  # a walk elsewhere may tell the same just now
    if clock.now() - at < FRESH:
        posting.write(signing_in.of(person), telling.kind_of(template))
    return 1
