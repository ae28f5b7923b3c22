"""May this update stand in this section? Asked of the update itself and of what is known, never of a live document.

Of a section we know the next clock of every author id, which units are gone, and where nothing may lean; of a note, who
owns which author id. An update is admitted whole, reduced to what is new, or refused whole and not remembered.
"""

from collections.abc import Hashable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from cairn.notes.rules import wire
from cairn.notes.rules.ranges import Ranges
from cairn.notes.rules.wire import GC, STRING, Struct

MOST_LETTERS = 200_000  # UTF-16 units to be read in one note
MOST_WRITTEN = 1_000_000  # units ever inserted, so that writing and deleting in turns ends somewhere
MOST_HANDS = 8  # author ids in one update; a page load has one

Person = Hashable
NONE: Any = frozenset()  # in place of a set that most sections never need
Span = tuple[int, int, int]  # (author id, clock, length)


class Refusal(StrEnum):
    """Why an update may not stand here: the codes of the live protocol."""

    GAP = "gap"  # something before it is missing: send again, in order
    UNKNOWN = "unknown"  # it leans on something that is not here (yet)
    DELETES = "deletes"  # it deletes what is not here (yet)
    SECTION = "section"  # this person does not write here
    AUTHOR = "author"  # an author id of somebody else
    CONTENT = "content"  # not plain text
    BIG = "big"  # more than an update or a note may hold
    BAD = "bad"  # not an update at all


class Admitted(NamedTuple):
    """An update that may stand, with what it brings: new units, new deletions, author ids never seen here before."""

    update: bytes
    structs: Sequence[Struct]
    gone: Sequence[Span]
    hands: Sequence[int]

    @property
    def is_known(self) -> bool:
        """True when it says nothing new."""
        return not (self.structs or self.gone)


class Section:
    """What admission must know of one section."""

    __slots__ = ("dust", "ends", "gone", "halves")

    def __init__(self):
        self.ends: dict[int, int] = {}  # author id -> the clock that its next unit must have
        self.gone: dict[int, Ranges] = {}  # author id -> its deleted units
        self.dust: dict[int, Ranges] = {}  # author id -> units of which not even a place is left
        self.halves: set[wire.Id] = NONE  # second halves of letters that take two units

    def knows(self, update: wire.Update) -> bool:
        """True when the update says nothing that is not known here."""
        ends = self.ends
        return all(s.clock + s.length <= ends.get(s.client, 0) for s in update.structs) and not _missing(
            self, update.deletes
        )

    def has(self, client: int, clock: int) -> bool:
        """True when something may lean on this unit."""
        dust = self.dust.get(client)
        return clock < self.ends.get(client, 0) and not (dust and clock in dust)


class Known:
    """What admission must know of one note."""

    __slots__ = ("letters", "owners", "sections", "written")

    def __init__(self, sections: int):
        self.sections = [Section() for _ in range(sections)]
        self.owners: dict[int, Person] = {}
        self.letters = self.written = 0

    def learn(self, place: int, person: Person, update: bytes) -> list[Struct]:
        """A row of the log was admitted when it was written, so it is believed. Returns what it inserted."""
        structs, deletes = wire.read(update)
        hands = {s.client for s in structs if s.client not in self.owners}
        self.take(place, person, Admitted(update, structs, _missing(self.sections[place], deletes), tuple(hands)))
        return structs

    def take(self, place: int, person: Person, admitted: Admitted) -> None:
        """The admitted update is part of what is known from here on."""
        section = self.sections[place]
        for client in admitted.hands:
            self.owners[client] = person
        for struct in admitted.structs:
            client, clock, length, kind, text, _, _ = struct
            section.ends[client] = clock + length
            self.written += length
            if kind != STRING:
                _lay(section.gone, client, [(clock, clock + length)])
                if kind == GC:
                    _lay(section.dust, client, [(clock, clock + length)])
                continue
            self.letters += length
            if not text.isascii():
                section.halves = section.halves or set()
                section.halves.update(_halves(struct))
        if admitted.gone:
            self.letters -= sum(span[2] for span in _missing(section, admitted.gone))
            for client, spans in groupby(admitted.gone, key=itemgetter(0)):
                _lay(section.gone, client, [(clock, clock + length) for _, clock, length in spans])


def admit(known: Known, place: int, person: Person, may_write: bool, update: bytes) -> Admitted | Refusal:
    """The update reduced to what is new, or why it may not stand. `known` stays as it is; say `take` to keep it."""
    if not may_write or place >= len(known.sections):
        return Refusal.SECTION
    try:
        structs, deletes = wire.read(update)
    except wire.Malformed as malformed:
        return _unreadable(malformed)
    section, owners = known.sections[place], known.owners
    if len(structs) == 1 and not deletes and _goes_on(known, section, structs[0], person):
        return tuple.__new__(Admitted, (update, structs, (), ()))
    clients = {struct.client for struct in structs}
    if any(owners.get(client, person) != person for client in clients):
        return Refusal.AUTHOR
    if len(clients) > MOST_HANDS:
        return Refusal.BIG
    new = _new(section, structs)
    if isinstance(new, Refusal):
        return new
    gone = _missing(section, deletes)
    refusal = _why_not(known, section, new, gone, clients)
    if refusal is not None:
        return refusal
    if new != structs or gone != deletes:
        update = wire.write(new, gone)
    return Admitted(update, new, gone, [client for client in clients if client not in owners])


def _goes_on(known: Known, section: Section, struct: Struct, person: Person) -> bool:
    """True for what nearly every update is: plain letters of a known author id, right where it goes on.

    Says nothing that the rest of `admit` would not say; it only says it sooner.
    """
    client, clock, length, kind, text, left, right = struct
    ends = section.ends
    return (
        ends.get(client) == clock
        and kind == STRING
        and known.owners.get(client) == person
        and not (section.halves or section.dust)
        and (left is None or left[1] < ends.get(left[0], 0))
        and (right is None or right[1] < ends.get(right[0], 0))
        and text.isascii()
        and known.letters + length <= MOST_LETTERS
        and known.written + length <= MOST_WRITTEN
    )


def _unreadable(malformed: wire.Malformed) -> Refusal:
    if isinstance(malformed, wire.NotPlain):
        return Refusal.CONTENT
    return Refusal.BIG if isinstance(malformed, wire.TooMuch) else Refusal.BAD


def _why_not(known: Known, section: Section, new: list[Struct], gone: list[Span], clients: set[int]) -> Refusal | None:
    if not (_leans_well(section, new) if len(clients) == 1 else _settles(section, new)):
        return Refusal.UNKNOWN
    if gone and not _deletes_what_is(section, new, gone):
        return Refusal.DELETES
    if (section.halves or not all(struct.text.isascii() for struct in new)) and _halving(section, new, gone):
        return Refusal.CONTENT
    if new:
        letters = sum(struct.length for struct in new if struct.kind == STRING) - sum(length for *_, length in gone)
        if known.letters + letters > MOST_LETTERS or known.written + sum(s.length for s in new) > MOST_WRITTEN:
            return Refusal.BIG
    return None


def _new(section: Section, structs: list[Struct]) -> list[Struct] | Refusal:
    """What of these is new. The first word wins: a unit that is known is not said again, in whatever words."""
    new, known = [], section.ends
    for struct in structs:
        client, clock, length, *_ = struct
        end = known.get(client, 0)
        if new and new[-1].client == client:
            end = clock  # it follows on the one before, which was new
        if clock == end:
            new.append(struct)
        elif clock > end:
            return Refusal.GAP
        elif clock + length > end:
            rest = _rest(struct, end)
            if rest is None:
                return Refusal.CONTENT
            new.append(rest)
    return new


def _rest(struct: Struct, clock: int) -> Struct | None:
    """The struct from this clock on, leaning on what stands before it; None when that would cut a letter in two."""
    cut, length = clock - struct.clock, struct.clock + struct.length - clock
    left = None if struct.kind == GC else (struct.client, clock - 1)
    text = struct.text
    if struct.kind == STRING:
        try:
            text = text.encode("utf-16-le")[2 * cut :].decode("utf-16-le")
        except UnicodeDecodeError:
            return None
    return struct._replace(clock=clock, length=length, text=text, left=left)


def _leans_well(section: Section, new: list[Struct]) -> bool:
    """All of it, by one author id, leans on what is here. What does not would wait for ever in every document."""
    if section.dust or any(struct.kind == GC for struct in new):
        return _settles(section, new)
    ends = section.ends
    for client, clock, _, _, _, left, right in new:
        if left is not None and left[1] >= (clock if left[0] == client else ends.get(left[0], 0)):
            return False
        if right is not None and right[1] >= (clock if right[0] == client else ends.get(right[0], 0)):
            return False
    return True


def _settles(section: Section, new: list[Struct]) -> bool:
    """True when runs of several author ids can be laid down in some order, each leaning on what lies already."""
    runs = [list(run) for _, run in groupby(new, key=itemgetter(0))]
    laid = {run[0].client: run[0].clock for run in runs}
    starts = dict(laid)
    dust: dict[int, Ranges] = {}
    for struct in new:
        if struct.kind == GC:
            _lay(dust, struct.client, [(struct.clock, struct.clock + struct.length)])

    def lies(origin: wire.Id | None) -> bool:
        if origin is None or section.has(*origin):
            return True
        client, clock = origin
        return starts.get(client, clock + 1) <= clock < laid.get(client, 0) and clock not in dust.get(client, ())

    waiting = [iter(run) for run in runs]
    heads = [next(run, None) for run in waiting]
    moved = True
    while moved and any(heads):
        moved = False
        for i, head in enumerate(heads):
            while head and lies(head.left) and lies(head.right):
                laid[head.client] = head.clock + head.length
                heads[i] = head = next(waiting[i], None)
                moved = True
    return not any(heads)


def _deletes_what_is(section: Section, new: list[Struct], gone: list[Span]) -> bool:
    ends = {struct.client: struct.clock + struct.length for struct in new}
    return all(clock + length <= max(ends.get(c, 0), section.ends.get(c, 0)) for c, clock, length in gone)


def _halving(section: Section, new: list[Struct], gone: list[Span]) -> bool:
    """Some letters take two units. What came between them, or deleted one, would be read differently by everybody."""
    fresh = {half for struct in new for half in _halves(struct)}

    def is_inside(client: int, clock: int) -> bool:
        return (client, clock) in section.halves or (client, clock) in fresh

    for struct in new:
        left, right = struct.left, struct.right
        if (left and is_inside(left[0], left[1] + 1)) or (right and is_inside(*right)):
            return True
    return any(is_inside(client, clock) or is_inside(client, clock + length) for client, clock, length in gone)


def _halves(struct: Struct) -> Iterator[wire.Id]:
    clock = struct.clock
    for letter in struct.text:
        if letter > "\uffff":
            clock += 1
            yield struct.client, clock
        clock += 1


def _missing(section: Section, deletes: Sequence[Span]) -> list[Span]:
    """What of these deletions is not done yet."""
    missing: list[Span] = []
    for client, spans in groupby(deletes, key=itemgetter(0)):
        runs = [(clock, clock + length) for _, clock, length in spans]
        gone = section.gone.get(client)
        missing += ((client, start, end - start) for start, end in (gone.missing(runs) if gone else runs))
    return missing


def _lay(ranges: dict[int, Ranges], client: int, runs: list[tuple[int, int]]) -> None:
    ranges.setdefault(client, Ranges()).add(runs)
