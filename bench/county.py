"""A county full of people for the benches: rows made in bulk, shaped exactly as the verbs make them.

Programs of 150 participants, supporters with twelve each, ten sealed notes for everybody and one participant with a
thousand. The verbs would need half an hour for it; the bench checks one note against what the verbs make.
"""

import datetime
import itertools

from cairn.goals.models import Win
from cairn.lib import canonical, clock, ids
from cairn.lib.db import atomic
from cairn.lib.models import Key
from cairn.meetings.models import Meeting
from cairn.notes.models import Head, Note, Seal
from cairn.people import joining, secrets
from cairn.people.models import Membership, Person, email_index, handle_index
from cairn.people.roles import Role
from cairn.programs import founding
from cairn.programs.models import Coordinating
from cairn.teams.models import Part, Participation, TeamMember

PROGRAM, LOAD, NOTES, MANY = 150, 12, 10, 1000
SECRET = "seven quiet rivers run"
WORDS = (
    "Jordan planned the call, made it, and stayed calm when put on hold. ",
    "I used the breathing thing before I dialed, and it worked again. ",
    "We met at the library and went through the lease together, page by page. ",
    "Last spring I would have hung up. I am not where I want to be but I am not where I was. ",
)


class County:
    """The people who sign in during the bench, and the ids of what they open."""

    def __init__(self, participants):
        self.participants, self.secret = participants, secrets.kept(SECRET)
        self.house = joining.found(f"County {participants}", slug=f"county-{participants}", zone="America/Chicago")
        self.numbers = itertools.count()
        self.now = clock.now()

    @atomic
    def build(self):
        """All rows are there afterwards."""
        self.administrator = self._people(1, Role.ADMINISTRATOR)[0]
        ways = []
        for size in self._sizes():
            ways += self._program(size)
        self.busy, self.way = ways[0], ways[1]
        self._notes([way for way in ways if way is not self.busy], NOTES)
        self._notes([self.busy], MANY)
        return self

    def _sizes(self):
        left = self.participants
        while left > 0:
            yield min(PROGRAM, left)
            left -= PROGRAM

    def _people(self, count, role):
        people, members = [], []
        keys = self._keys(count)
        for key in keys:
            n = next(self.numbers)
            person = Person(
                organization=self.house,
                key=key,
                chosen_name=f"{role.value} {n} Rivera-Okonkwo",
                known_since=self.now,
                languages=["en"],
                secret=self.secret,
            )
            if role is Role.PARTICIPANT:
                person.handle, person.handle_index = f"p{n} {self.house.slug}", handle_index(f"p{n} {self.house.slug}")
            else:
                person.email, person.email_index = f"s{n}@{self.house.slug}", email_index(f"s{n}@{self.house.slug}")
            people.append(person)
            members.append(Membership(organization=self.house, person=person, key=key, role=role, started_at=self.now))
        Person.objects.bulk_create(people, 500)
        Membership.objects.bulk_create(members, 500)
        return people

    def _keys(self, count):
        return [Key.make(under=self.house.key) for _ in range(count)]

    def _program(self, size):
        coordinator = self._people(1, Role.COORDINATOR)[0]
        program = founding.Program.objects.create(
            organization=self.house, name=f"Bridges {next(self.numbers)}", founded_at=self.now
        )
        Coordinating.objects.create(organization=self.house, program=program, person=coordinator, started_at=self.now)
        ways = [
            Participation(organization=self.house, program=program, person=p, started_on=self.now.date())
            for p in self._people(size, Role.PARTICIPANT)
        ]
        Participation.objects.bulk_create(ways, 500)
        supporters = self._people(-(-size // LOAD), Role.SUPPORTER)
        TeamMember.objects.bulk_create(
            [
                TeamMember(
                    organization=self.house,
                    participation=way,
                    person=supporters[n // LOAD],
                    part=Part.SUPPORTER,
                    started_at=self.now,
                )
                for n, way in enumerate(ways)
            ],
            500,
        )
        for n, way in enumerate(ways):
            way.supporter, way.coordinator = supporters[n // LOAD], coordinator
        return ways

    def _notes(self, ways, each):
        for some in itertools.batched(ways, 50) if hasattr(itertools, "batched") else _chunks(ways, 50):
            rows = [self._note(way, n) for way in some for n in range(each)]
            for model, place in ((Meeting, 0), (Note, 1), (Head, 2), (Seal, 3), (Win, 4)):
                model.objects.bulk_create([row[place] for row in rows], 500)
            for note in (row[1] for row in rows):
                note.pk_text = str(note.pk)

    def _note(self, way, n):
        start = self.now - datetime.timedelta(days=7 * n + 1)
        end = start + datetime.timedelta(minutes=45)
        meeting = Meeting.of(
            way,
            supporter=way.supporter,
            state="held",
            zone="America/Chicago",
            started_at=start,
            ended_at=end,
            place="Library",
        )
        note = Note.of(
            way,
            meeting=meeting,
            template="joint",
            template_version=1,
            stage="sealed",
            language="en",
            happened_at=start,
            opened_at=start,
            opened_by=way.supporter,
            together="fully",
            salt="0" * 32,
        )
        body = _body(way, note, meeting, n)
        seal = Seal.of(note, at=end, seq=0, log=b"", digest=canonical.digest(body), body=body)
        win = Win.of(way, kind="win", words="Made the call", passage=WORDS[0], on=start.date(), voice=way.person)
        way.last = note
        return meeting, note, Head(note=note), seal, win


def _chunks(rows, size):
    return (rows[n : n + size] for n in range(0, len(rows), size))


def _body(way, note, meeting, n):
    people = [
        {
            "id": str(way.person_id),
            "name": "Jordan Rivera",
            "pronouns": "",
            "initials": "JR",
            "voice": "participant",
            "credential": "",
        },
        {
            "id": str(way.supporter.pk),
            "name": "Avery Moss",
            "pronouns": "",
            "initials": "AM",
            "voice": "supporter",
            "credential": "CPS",
        },
    ]
    names = ("wins", "talked", "did", "own", "hard", "next", "differently")
    sections = [
        {
            "key": key,
            "who": "both",
            "title": key.capitalize(),
            "runs": [[(n + k) % 2, WORDS[k % 4] * 2], [(n + k + 1) % 2, WORDS[(k + 1) % 4]]],
        }
        for k, key in enumerate(names)
    ]
    signature = {
        "role": "",
        "choice": "signed",
        "credential": "",
        "reason": "",
        "at": meeting.ended_at.isoformat(),
        "seq": 0,
        "method": "secret",
        "digest": "00" * 32,
    }
    return {
        "note": str(note.pk),
        "template": "joint",
        "version": 1,
        "title": "Peer joint note",
        "language": "en",
        "program": "Bridges",
        "people": people,
        "salt": "0" * 32,
        "shares": [420, 380],
        "sections": sections,
        "meeting": {
            "started_at": meeting.started_at.isoformat(),
            "ended_at": meeting.ended_at.isoformat(),
            "zone": meeting.zone,
            "breaks": [],
            "minutes": 45,
            "place_kind": "community",
            "place": "Library",
            "method": "in_person",
        },
        "parts": {
            "wins": [
                {
                    "id": str(ids.uuid7()),
                    "kind": "win",
                    "words": "Made the call",
                    "passage": WORDS[0],
                    "section": "wins",
                    "voice": 0,
                }
            ],
            "steps": [{"id": str(ids.uuid7()), "what": "Bring pay stubs", "whose": 0, "due_on": None}],
            "goals": ["A home of my own"],
            "together": "fully",
            "together_why": "",
        },
        "answers": [],
        "feeling": [4, ""],
        "signatures": [{**signature, "person": p["id"], "name": p["name"]} for p in people],
    }
