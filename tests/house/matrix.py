"""Who may come to which page: the oracle of the authorization matrix, to be read by people.

Everything is about Ben's record: Ana supports him, Chloe coordinates his program, Olga is his ally and was shown his
notes. Ida supported him once. Eva and Hana are of another program, Yan, Xia and Wim of another organization.
"""

import uuid
from dataclasses import dataclass, field

from cairn.goals.models import Step
from cairn.meetings import holding
from cairn.notes import describing
from cairn.people.models import Membership, SignIn
from cairn.people.roles import Role
from cairn.teams import pairing
from tests import town as people

CAST = {
    "ben": ({Role.PARTICIPANT}, "self"),
    "ana": ({Role.SUPPORTER}, "own team"),
    "olga": ({Role.ALLY}, "shared"),
    "chloe": ({Role.COORDINATOR}, "own program"),
    "eva": ({Role.SUPPORTER}, "other team"),
    "dan": ({Role.PARTICIPANT}, "other team"),
    "hana": ({Role.COORDINATOR}, "other program"),
    "yan": ({Role.SUPPORTER}, "other organization"),
    "xia": ({Role.COORDINATOR}, "other organization"),
    "wim": ({Role.ADMINISTRATOR}, "other organization"),
    "zoe": ({Role.PARTICIPANT}, "other organization"),
    "ida": ({Role.SUPPORTER}, "former member"),
    "finn": ({Role.ADMINISTRATOR}, "own house"),
    "gus": ({Role.AUDITOR}, "own house"),
}

EVERYBODY = set(CAST)
SELF, TEAM, ALLY, PROGRAM = {"ben"}, {"ana"}, {"olga"}, {"chloe"}
PARTICIPANTS = {"ben", "dan", "zoe"}
COORDINATORS = {"chloe", "hana", "xia"}
ADMINISTRATORS, AUDITORS = {"finn", "wim"}, {"gus"}
WRITERS = SELF | TEAM
RECORD = TEAM | PROGRAM | ALLY
MEETING = SELF | TEAM | PROGRAM
MINE = {"finn"}  # administrators of Ben's own house


@dataclass(frozen=True)
class Rules:
    """Which methods a route has, and who may come with each. ``about``: the thing that its ids are of."""

    allowed: dict
    about: dict = field(default_factory=dict)


def page(who, **about):
    """A page to look at."""
    return Rules({"GET": who}, about)


def form(who, looks=None, **about):
    """A page to look at and to send."""
    return Rules({"GET": who if looks is None else looks, "POST": who}, about)


def deed(who, **about):
    """Only to send."""
    return Rules({"POST": who}, about)


# Anybody may come, signed in or not: the doors of the house, and what knows nobody.
PUBLIC = {
    "home", "sign-in", "sign-out", "join", "join-link", "again", "exit", "language", "health", "robots", "security",
}  # fmt: skip

MATRIX = {
    "step-mark": deed(WRITERS, pk="step"),
    # people
    "people": form({"ana", "eva", "ida", "yan", "olga"} | COORDINATORS),
    "person-new": form(COORDINATORS),
    "person": form(RECORD, pk="way"),
    "person-about": form(TEAM | PROGRAM, pk="way"),
    "person-code": form(TEAM | PROGRAM, pk="way"),
    "person-history": page(PROGRAM, pk="way"),
    "person-team": form(PROGRAM, looks=TEAM | PROGRAM, pk="way"),
    "person-team-end": deed(PROGRAM, pk="way", member="member"),
    # mine: the participant's own, without an id of theirs
    "my-notes": form(PARTICIPANTS),
    "my-team": form(PARTICIPANTS),
    "my-team-sharing": deed(SELF, pk="ally"),
    "my-team-code": deed(SELF, pk="ally"),
    "my-team-end": deed(SELF, pk="ally"),
    "my-history": page(PARTICIPANTS),
    "my-account": form(EVERYBODY),
    "my-secret": deed(EVERYBODY),
    "my-device-end": deed(SELF, pk="device"),
    "my-devices-end": deed(EVERYBODY),
    # house
    "house": form(ADMINISTRATORS | AUDITORS),
    "house-welcome": form(ADMINISTRATORS),
    "house-person": page(MINE, pk="person"),
    "house-grant": deed(MINE, pk="person"),
    "house-code": deed(MINE, pk="staff"),
    "house-revoke": deed(MINE, pk="membership"),
    "house-found": form(ADMINISTRATORS),
    "house-program": form(MINE, pk="program"),
    "house-discharge": deed(MINE, pk="program", person="coordinator"),
    "house-history": page(ADMINISTRATORS | AUDITORS),
    # meetings
    "meeting-new": form(TEAM, pk="way"),
    "short": form(TEAM, pk="way"),
    "meeting": page(MEETING, pk="meeting"),
    "meeting-times": form(TEAM, pk="meeting"),
    "meeting-begin": deed(TEAM, pk="planned"),
    "meeting-end": deed(TEAM, pk="meeting"),
    "meeting-miss": deed(TEAM, pk="planned"),
    "meeting-cancel": deed(WRITERS, pk="planned"),
    "meeting-move": deed(TEAM, pk="planned"),
    "meeting-note": deed(TEAM, pk="meeting"),
    # a note
    "note": page(WRITERS | PROGRAM | ALLY, pk="sealed"),
    "note-sealed": page(WRITERS | PROGRAM | ALLY, pk="sealed"),
    "note-print": page(WRITERS | PROGRAM | ALLY, pk="sealed"),
    "note-amendments": form(WRITERS, pk="sealed"),
    "note-offer": deed(WRITERS, pk="draft"),
    "note-reading": page(WRITERS, pk="offered"),
    "note-answer": deed(SELF, pk="offered", key="wins"),
    "note-reopening": form(WRITERS, pk="offered"),
    "note-signature": deed(WRITERS, pk="offered"),
    "note-absence": deed(TEAM, pk="offered"),
    "note-handover": form(TEAM, pk="draft"),
    "note-return": form(set(), pk="draft"),  # only on a device that was handed over
    "note-write": page(WRITERS, pk="draft"),
    "note-ticket": deed(WRITERS, pk="draft"),
    "note-section": deed(WRITERS, pk="draft", key="wins"),
    "note-parts": page(WRITERS, pk="draft"),
    "note-wins": deed(WRITERS, pk="draft"),
    "note-win-removal": deed(WRITERS, pk="draft", win="win"),
    "note-steps": deed(WRITERS, pk="draft"),
    "note-step-removal": deed(WRITERS, pk="draft", step="step"),
    "note-step-mark": deed(WRITERS, pk="draft", step="step"),
    "note-description": deed(WRITERS, pk="draft"),
    "note-feeling": deed(SELF, pk="draft"),
}


@dataclass
class Scene:
    """The people of the cast, and the ids of Ben's things."""

    people: dict
    things: dict

    def arguments(self, name, wanted, person):
        """What the route takes, for the thing it is about."""
        about = MATRIX[name].about
        assert set(wanted) == set(about), f"{name} takes {wanted}; the matrix names {sorted(about)}"
        return {key: self.things.get(thing, thing) for key, thing in about.items()}


def missing(value):
    """The same kind of argument, of nothing that was ever there."""
    return uuid.UUID(int=0x7_0000) if isinstance(value, uuid.UUID) else value


def scene(town):
    """Ben's record with one of everything."""
    ida = people.somebody(town.house, "ida", Role.SUPPORTER)
    town.cast["ida"] = ida
    pairing.leave(pairing.join(town.ben_way, person=ida.person, by=town.chloe), by=town.chloe)
    ally = people.ally(town)
    draft, offered, sealed = people.draft(town), people.offered(town), people.sealed(town)
    win = describing.keep_win(draft, words="Punctual", by=town.ben)
    describing.add_step(draft, what="Call", mine=False, by=town.ben)
    from cairn.lib import clock

    planned = holding.plan(town.ben_way, at=clock.now(), by=town.ana)
    from cairn.people import signing_in

    device = signing_in.begin(town.ben.person, device="old phone")[0].sign_in
    supporter = town.ben_way.team.get(person_id=town.ana.person_id, ended_at=None)
    things = {
        "way": town.ben_way.pk, "member": supporter.pk, "ally": ally.pk, "device": SignIn.objects.get(pk=device.pk).pk,
        "person": town.ben.person_id, "staff": town.ana.person_id, "program": town.program.pk,
        "membership": Membership.objects.get(person_id=town.ana.person_id).pk, "coordinator": town.chloe.person_id,
        "meeting": people.meeting(town).pk, "planned": planned.pk, "draft": draft.pk, "offered": offered.pk,
        "sealed": sealed.pk, "win": win.pk, "step": Step.objects.get().pk,
    }  # fmt: skip
    return Scene({name: town.cast[name] for name in CAST}, things)
