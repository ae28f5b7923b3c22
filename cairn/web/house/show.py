"""What administrators and auditors see of the house."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.notes.reading import folded
from cairn.people.roles import NAMES, STAFF, Role

PAGE = 50
GIVEN = (Role.SUPPORTER, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)


def people(rows, who, words, page):
    """``(rows of this page, page, pages, count)``. An auditor sees who works here; participants are only counted."""
    wanted = folded(words).split()
    if not who.is_a(Role.ADMINISTRATOR):
        rows = [row for row in rows if any(m.role in STAFF for m in row[1])]
    if wanted:
        rows = [row for row in rows if all(word in folded(row[0].chosen_name) for word in wanted)]
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(page, 1), pages)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return [_row(person, memberships, who) for person, memberships in shown], page, pages, len(rows)


def pages(words, page, last):
    """Addresses of the pages before and after this one."""

    def address(n):
        return f"{reverse('house')}?{urlencode({'page': n})}"

    if words:  # a name stands in no address; whoever looks for one sees the first of them
        return {"newer": "", "older": ""}
    return {"newer": address(page - 1) if page > 1 else "", "older": address(page + 1) if page < last else ""}


def counts(rows):
    """How many hold each role now, as ``[(name, count)]``."""
    found = dict.fromkeys(Role, 0)
    for _person, memberships in rows:
        for membership in memberships:
            found[Role(membership.role)] += 1
    return [(_(NAMES[role]), count) for role, count in found.items() if count]


def programs(rows, people_rows):
    """Programs with the names of who coordinates them."""
    names = {person.pk: person.chosen_name for person, _ in people_rows}
    return [
        {
            "name": p.name,
            "url": reverse("house-program", args=[p.pk]),
            "by": [names[pk] for pk in charged if pk in names],
        }
        for p, charged in rows
    ]


def person(row, memberships):
    """One person as the house knows them: roles and how they sign in. Nothing of a record."""
    return {
        "id": row.pk,
        "name": row.chosen_name,
        "pronouns": row.pronouns,
        "email": row.email,
        "who": {"name": row.chosen_name, "initials": row.initials, "voice": _voice(memberships)},
        "works": any(m.role in STAFF for m in memberships),
        "roles": [
            {"id": m.pk, "name": _(NAMES[Role(m.role)]), "credential": m.credential, "role": m.role}
            for m in memberships
        ],
        "to_give": [
            {"value": str(role), "label": _(NAMES[role])}
            for role in GIVEN
            if str(role) not in {m.role for m in memberships}
        ],
    }


def roles(chosen):
    """The roles that staff are welcomed with."""
    hints = {
        Role.SUPPORTER: _("walks with participants and writes notes with them"),
        Role.COORDINATOR: _("looks after programs and teams"),
        Role.ADMINISTRATOR: _("looks after people, roles and programs; reads no notes"),
        Role.AUDITOR: _("sees that things happened; reads no notes"),
    }
    return [
        {"value": str(role), "label": _(NAMES[role]), "hint": hints[role], "chosen": str(role) in chosen}
        for role in GIVEN
    ]


def address(text):
    """The e-mail address that was typed; ``Refused`` when nobody could sign in with it."""
    text = text.strip()
    if text and not (text.count("@") == 1 and all(text.split("@")) and not any(c.isspace() for c in text)):
        raise Refused(_("Please give the whole e-mail address, such as ana@example.org."), field="email")
    return text


def about(names):
    """A function that says what an event is about: staff by name, all else by an opaque end of an id."""

    def say(event):
        if event.subject_id is None:
            return ""
        return names.get(str(event.subject_id)) or opaque(event.subject_id)

    return say


def opaque(pk):
    """The end of an id: enough to tell one from another, and nobody from anybody."""
    return f"…{str(pk)[-6:]}"


def named(names, events):
    """``{id as text: name}``: staff by name, participants and allies by what they are and an opaque id."""
    found = {str(pk): name for pk, name in names.items()}
    for event in events:
        if event.by_id and str(event.by_id) not in found:
            role = _(NAMES[Role(event.by_role)]) if event.by_role else _("somebody")
            found[str(event.by_id)] = f"{role} {opaque(event.by_id)}".capitalize()
    return found


def _row(person, memberships, who):
    return {
        "who": {"name": person.chosen_name, "initials": person.initials, "voice": _voice(memberships)},
        "roles": [_(NAMES[Role(m.role)]) for m in memberships],
        "url": reverse("house-person", args=[person.pk]) if who.is_a(Role.ADMINISTRATOR) else "",
    }


def _voice(memberships):
    held = {m.role for m in memberships}
    if held & set(STAFF):
        return "supporter"
    return "participant" if Role.PARTICIPANT in held else "other"
