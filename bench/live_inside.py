"""Inside the server's process of the live bench: example notes by the product's own verbs, a server, and a count.

python -m bench.live_inside build ROOMS       migrate, and open that many notes; prints their ids and two tokens
python -m bench.live_inside tickets N NOTE…   prints N tickets for each of both people and each note (stdin: tokens)
python -m bench.live_inside serve KIND        KIND: log, nolog (says saved without a disk), relay (bare, no product)
python -m bench.live_inside count NOTE…       prints which units of which author ids the logs hold
"""

import json
import os
import resource
import sys
import uuid

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")


def main():
    import django

    django.setup()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    what, *rest = sys.argv[1:]
    {"build": build, "tickets": tickets, "serve": serve, "count": count}[what](*rest)


def tell(**facts):
    """One line of JSON for whoever started us."""
    print(json.dumps(facts), flush=True)


def build(rooms):
    """Two people of a house, signed in, and as many open notes."""
    from cairn.chores import preparing
    from cairn.lib.db import atomic
    from cairn.meetings import holding
    from cairn.notes import opening
    from cairn.people import joining, signing_in
    from cairn.people.roles import Role
    from cairn.programs import founding
    from cairn.teams import pairing

    preparing.migrate()
    with atomic():
        house = joining.found("Bench", slug=f"bench-{uuid.uuid4().hex[:8]}", zone="America/Chicago")
        cast = {
            role: signing_in.of(joining.welcome(role.value, roles=[role], by=None, organization=house))
            for role in (Role.ADMINISTRATOR, Role.COORDINATOR, Role.SUPPORTER, Role.PARTICIPANT)
        }
        chief, chair, ana, ben = cast.values()
        program = founding.found("Bench", by=chief)
        founding.charge(program, person=chair.person, by=chief)
        way = pairing.begin(program, person=ben.person, by=chair)
        pairing.join(way, person=ana.person, by=chair)
        tokens = [signing_in.begin(who.person, device=who.person.chosen_name)[1] for who in (ana, ben)]
    notes = []
    for _ in range(int(rooms)):
        with atomic():
            notes.append(opening.open(holding.begin(way, by=ana), by=ana).pk)
    tell(notes=[str(note) for note in notes], tokens=tokens)


def tickets(many, *notes):
    """Tickets from the door's own desk."""
    from cairn.live import door
    from cairn.notes import reading
    from cairn.people import signing_in
    from cairn.people.acts import Act

    people = [(signing_in.who(token), token) for token in json.load(sys.stdin)]
    seats = []
    for note_id in notes:
        for who, token in people:
            note = reading.note_for(who, note_id, Act.NOTE_WRITE)
            mine = [door.ticket(note, by=who)["ticket"] for _ in range(int(many))]
            seats.append({"note": note_id, "cookie": f"cairn={token}", "tickets": mine})
    tell(seats=seats)


def serve(kind):
    """Serves on PORT until told to stop."""
    from cairn.config import serving
    from cairn.live import limits

    if os.environ.get("BENCH_UNLIMITED"):  # how much it could do, not how much it lets one person do
        limits.BURST = limits.A_MINUTE = limits.VOLUME = 1e12
    if kind == "relay":
        serving.begin(Relay(), Relay(), "127.0.0.1", int(os.environ["PORT"]))
        return
    from cairn.config import asgi

    if kind == "nolog":
        asgi.application.hall.writer = Unkept()
    serving.serve("127.0.0.1", int(os.environ["PORT"]))


class Unkept:
    """In the writer's place: every row is called saved and goes nowhere."""

    def start(self, loop):
        self.loop, self.jobs = loop, []

    def close(self):
        """Nothing is on its way."""

    join = close

    def put(self, job):
        from cairn.notes.keeping import Fate

        if job.row is not None:
            job.row.fate = Fate.SAVED
            job.row.ledger.seq = job.row.seq = job.row.ledger.seq + 1
        self.jobs.append(job)
        if len(self.jobs) == 1:
            self.loop.call_soon(self.done)

    def done(self):
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            job.done(job, [])


class Relay:
    """The floor: every frame goes to the others on the same path. Nothing is read, checked, kept or answered."""

    def __init__(self):
        self.rooms = {}

    async def stop(self):
        """Nothing to stop."""

    async def __call__(self, scope, receive, send):
        if scope["type"] == "lifespan":
            while True:
                message = await receive()
                await send({"type": message["type"] + ".complete"})
                if message["type"] == "lifespan.shutdown":
                    return
        await receive()
        await send({"type": "websocket.accept"})
        room = self.rooms.setdefault(scope["path"], set())
        room.add(send)
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                for other in list(room):
                    if other is not send:
                        await other({"type": "websocket.send", "bytes": message["bytes"]})
        finally:
            room.discard(send)


def count(*notes):
    """What the logs hold, read anew, with every link of their chains."""
    from cairn.notes import drafting
    from cairn.notes.rules import wire

    held, broken = {}, 0
    for note in notes:
        broken += drafting.walk(note) is None
        for line in drafting.entries(note):
            for struct in wire.read(line.update).structs:
                held[str(struct.client)] = held.get(str(struct.client), 0) + struct.length
    tell(held=held, broken=broken)


if __name__ == "__main__":
    main()
