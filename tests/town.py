"""The people of every test. Ana supports Ben; Chloe coordinates; Dan, Eva and others must not see. Two houses."""

from dataclasses import dataclass, field

from cairn.lib import canonical
from cairn.meetings import holding
from cairn.notes import drafting, offering, opening, reading, shown, signing
from cairn.notes.rules.templates import template
from cairn.people import joining, secrets, signing_in
from cairn.people.models import Membership, Person, email_index, handle_index
from cairn.people.roles import Role
from cairn.programs import founding
from cairn.teams import inviting, pairing, referring

PASSPHRASE = "seven quiet rivers run"
PIN = "840263"
_kept = {}


@dataclass
class Town:
    """Everybody, as ``Who``; ``ben_way`` is Ben's participation in Ana's care."""

    house: object
    other_house: object
    cast: dict = field(default_factory=dict)
    program: object = None
    other_program: object = None
    ben_way: object = None
    dan_way: object = None
    zoe_way: object = None

    def __getattr__(self, name):
        try:
            return self.__dict__["cast"][name]
        except KeyError:
            raise AttributeError(name) from None

    def again(self, name):
        """The same person as they are now: roles read afresh."""
        self.cast[name] = who(self.cast[name].person_id)
        return self.cast[name]


def build():
    """The town, fresh."""
    house = joining.found(
        "Hope House",
        slug="hope",
        zone="America/Chicago",
        crisis_lines=[{"label": "988", "tel": "988", "text": "Call or text"}],
    )
    other = joining.found("Other House", slug="other", zone="America/New_York")
    town = Town(house, other)
    for name, role, credential in (
        ("ana", Role.SUPPORTER, "Certified Peer Specialist"),
        ("ben", Role.PARTICIPANT, ""),
        ("chloe", Role.COORDINATOR, ""),
        ("dan", Role.PARTICIPANT, ""),
        ("eva", Role.SUPPORTER, ""),
        ("finn", Role.ADMINISTRATOR, ""),
        ("gus", Role.AUDITOR, ""),
        ("hana", Role.COORDINATOR, ""),
    ):
        town.cast[name] = somebody(house, name, role, credential)
    for name, role in (
        ("zoe", Role.PARTICIPANT),
        ("yan", Role.SUPPORTER),
        ("xia", Role.COORDINATOR),
        ("wim", Role.ADMINISTRATOR),
    ):
        town.cast[name] = somebody(other, name, role)
    town.program = founding.found("Bridges", by=town.finn)
    town.other_program = founding.found("Rivers", by=town.finn)
    founding.charge(town.program, person=town.chloe.person, by=town.finn)
    founding.charge(town.other_program, person=town.hana.person, by=town.finn)
    town.ben_way = pairing.begin(town.program, person=town.ben.person, by=town.chloe)
    town.dan_way = pairing.begin(town.other_program, person=town.dan.person, by=town.hana)
    pairing.join(town.ben_way, person=town.ana.person, by=town.chloe)
    pairing.join(town.dan_way, person=town.eva.person, by=town.hana)
    theirs = founding.found("Elsewhere", by=town.wim)
    founding.charge(theirs, person=town.xia.person, by=town.wim)
    town.zoe_way = pairing.begin(theirs, person=town.zoe.person, by=town.xia)
    pairing.join(town.zoe_way, person=town.yan.person, by=town.xia)
    return town


def somebody(house, name, role, credential=""):
    """A person with a role, who can sign in: staff by e-mail, participants by name and PIN."""
    staff = role not in (Role.PARTICIPANT, Role.ALLY)
    person = joining.welcome(name.capitalize(), roles=[role], by=None, organization=house, credential=credential)
    if staff:
        person.email, person.email_index = f"{name}@{house.slug}.example", email_index(f"{name}@{house.slug}.example")
    else:
        person.handle, person.handle_index = f"{name} of {house.slug}", handle_index(f"{name} of {house.slug}")
    secret = PASSPHRASE if staff else PIN
    person.secret = kept(secret)
    person.save()
    return who(person.pk)


def kept(secret):
    """The stored form of a secret. Hashing is slow on purpose; once is enough for all tests."""
    if secret not in _kept:
        _kept[secret] = secrets.kept(secret)
    return _kept[secret]


def who(person_id):
    """The person as they are now, without a device."""
    return signing_in.of(Person.objects.select_related("organization").get(pk=person_id))


def sign_in_name(who):
    """What they type to sign in."""
    return who.person.email or who.person.handle


def secret(who):
    """Their secret."""
    return PASSPHRASE if who.person.email else PIN


def ally(town, *, sees_notes=True, name="Olga", until=None):
    """An ally whom Ben invited, with a PIN."""
    member, _ = inviting.invite(town.ben_way, chosen_name=name, by=town.ben, sees_notes=sees_notes, until=until)
    person = member.person
    person.handle, person.handle_index = f"{name} ally", handle_index(f"{name} ally")
    person.secret = kept(PIN)
    person.save()
    town.cast[name.lower()] = who(person.pk)
    return member


def referral(town, *, name="Robin Vega", by=None, program="", **said):
    """A referral that Chloe wrote down for her program (``program`` None: not decided yet)."""
    asked = {"name": name, "referrer": "agency", "phone": "555 010 2030", "asks": "Somebody to talk to", **said}
    program = town.program if program == "" else program
    return referring.receive_referral(asked, program=program, by=by or town.chloe)


def waiting(town, **said):
    """The same, on the waiting list."""
    return referring.wait(referral(town, **said), by=town.chloe)


def meeting(town, way=None, by=None, **about):
    """A session that has begun."""
    return holding.begin(way or town.ben_way, by=by or town.ana, place="Library", **about)


def draft(town, key="joint", *, way=None, by=None):
    """An open note of Ana and Ben, without words."""
    return reading.note_for(by or town.ana, opening.open(meeting(town, way, by), by=by or town.ana, key=key).pk)


def write(note, words, *, by, section="talked", seq=None):
    """These words stand in the section, after what is there; by the plain form."""
    place = template(note.template, note.template_version).place(section)
    before = shown.text(next(s for s in shown.core(note)["sections"] if s["key"] == section))
    at = note.head.__class__.objects.get(note_id=note.pk).seq if seq is None else seq
    return drafting.rewrite(note, section=place, text=f"{before}{words}", seq=at, by=by)


def offered(town, key="joint", **options):
    """A note with words of both, read back."""
    note = draft(town, key, **options)
    write(note, "We met at the library. ", by=town.ana, section=first(note))
    write(note, "I came by bus.", by=town.ben, section=first(note))
    offering.offer(note, by=town.ana)
    return fresh(town, note)


def sealed(town, **options):
    """A note that both signed."""
    note = offered(town, **options)
    for by in (town.ana, town.ben):
        sign(note, by=by)
    return fresh(town, note)


def sealed_by(town, by):
    """A note of Ben with another supporter, that both signed."""
    note = draft(town, by=by)
    write(note, "We met anew.", by=by, section=first(note))
    offering.offer(note, by=by)
    for each in (by, town.ben):
        sign(reading.note_for(by, note.pk), by=each)
    return reading.note_for(by, note.pk)


def sign(note, *, by, choice="signed", reason=""):
    """They sign what is shown now."""
    digest = canonical.digest(shown.core(note)).hex()
    signing.sign(note, choice=choice, name=by.person.chosen_name, digest=digest, by=by, reason=reason)


def fresh(town, note):
    """The note as it is now, through Ana's door."""
    return reading.note_for(town.ana, note.pk)


def first(note):
    """A section that both may write in."""
    return next(s.key for s in template(note.template, note.template_version).sections if s.who == "both")


def leave(town, name="ana"):
    """They are on Ben's team no more."""
    for member in town.ben_way.team.filter(person_id=town.cast[name].person_id, ended_at=None):
        pairing.leave(member, by=town.chloe)


def without_roles(who_):
    """Every role of theirs has ended (an ex-colleague)."""
    from cairn.lib import clock

    Membership.objects.filter(person_id=who_.person_id, ended_at=None).update(ended_at=clock.now())


CONCERN = {
    "kind": "respect",
    "what": "He raised his voice at me in the lobby.",
    "when": "On Monday",
    "tried": "I asked him to stop.",
    "wish": "Somebody to talk with both of us.",
    "urgency": "week",
    "answer": "here",
}


def concern(town, *, by=None, named=None, program=None, pk=None, **said):
    """A concern of Ben's program, raised by Ben, about Ana unless it is said otherwise (``named=""``: nobody)."""
    from cairn.concerns import raising

    person = {None: town.ana.person, "": None}.get(named, named)
    said = {**CONCERN, **said}
    return raising.begin(town.house, said=said, by=by or town.ben, named=person, program=program or town.program, pk=pk)


def nameless(town, house=None, **said):
    """A concern through the open page, and the code that follows it."""
    from cairn.concerns import raising
    from cairn.lib import ids

    return raising.receive(house or town.house, said={**CONCERN, "involves": "no", **said}, pk=ids.uuid7())
