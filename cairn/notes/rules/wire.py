"""Reads a Yjs update (encoding v1) without applying it: who inserted what, what it leans on, what it deletes.

A server that believes updates must know what is in them, so this reader is strict where other readers are patient:
truncated, over-long, repeated, unknown or needlessly long is refused, because two programs that read the same bytes
differently would show two people different notes. Only plain text in the root "t" is read at all.

    read(update) -> Update(structs, deletes)          write(structs, deletes) -> update

A piece of text is counted in UTF-16 units, as browsers do.
"""

from typing import NamedTuple

ROOT = b"t"
GC, DELETED, STRING, SKIP = 0, 1, 4, 10
LEFT, RIGHT, KEYED = 0x80, 0x40, 0x20  # what else a struct's first byte promises

MOST_BYTES = 256 * 1024
MOST_PIECES = 30_000  # structs and deletions in one update; an hour's typing has fewer
MOST_NUMBER = 0xFFFF_FFFF  # author ids and clocks have 32 bits

Id = tuple[int, int]  # (author id, clock)


class Malformed(ValueError):
    """These bytes are not an update that anybody should believe."""


class NotPlain(Malformed):
    """An update, but of something else than plain text in the root."""


class TooMuch(Malformed):
    """Longer, or in more pieces, than one update may be."""


class Struct(NamedTuple):
    """A run of units inserted by one author id. Of GC and DELETED only the length is left."""

    client: int
    clock: int
    length: int
    kind: int
    text: str
    left: Id | None
    right: Id | None


class Update(NamedTuple):
    structs: list[Struct]
    deletes: list[tuple[int, int, int]]  # (author id, clock, length)


def read(update: bytes) -> Update:
    """The update as values; each author id stands in one unbroken run of structs, and in one run of deletions."""
    if len(update) > MOST_BYTES:
        raise TooMuch("too long")
    try:
        structs, at = _read_structs(update)
        deletes, at = _read_deletes(update, at, MOST_PIECES - len(structs))
    except IndexError:
        raise Malformed("truncated") from None
    if at != len(update):
        raise Malformed("more than an update")
    return Update(structs, deletes)


def _read_structs(b: bytes) -> tuple[list[Struct], int]:
    structs: list[Struct] = []
    seen = set()
    blocks, at = number_at(b, 0)
    for _ in range(blocks):
        count, at = number_at(b, at)
        client, at = number_at(b, at)
        clock, at = number_at(b, at)
        if client in seen or not count:
            raise Malformed("an author id twice, or for nothing")
        seen.add(client)
        if count + len(structs) > MOST_PIECES:
            raise TooMuch("too many structs")
        for _ in range(count):
            struct, at = _struct(b, at, client, clock)
            structs.append(struct)
            clock += struct[2]
        if clock > MOST_NUMBER:
            raise Malformed("a clock past its end")
    return structs, at


def _struct(b: bytes, at: int, client: int, clock: int) -> tuple[Struct, int]:
    info = b[at]
    at += 1
    kind = info & 31
    text, left, right = "", None, None
    if kind == GC:
        if info:
            raise Malformed("nothing, with something")
        length, at = number_at(b, at)
    else:
        if kind != STRING and kind != DELETED:
            raise NotPlain("a gap") if kind == SKIP else NotPlain("not text")
        if info & LEFT:
            one, at = number_at(b, at)
            two, at = number_at(b, at)
            left = one, two
        if info & RIGHT:
            one, at = number_at(b, at)
            two, at = number_at(b, at)
            right = one, two
        if not info & 0xC0:
            at = _root(b, at)
        if info & KEYED:
            raise NotPlain("a key")
        length, at = number_at(b, at)
        if kind == STRING:
            end = at + length
            text, length = _text(b[at:end], length)
            at = end
    if not length:
        raise Malformed("a struct of no length")
    # The constructor of a named tuple costs as much as the rest of a one-letter update.
    return tuple.__new__(Struct, (client, clock, length, kind, text, left, right)), at


def _root(b: bytes, at: int) -> int:
    """Where reading goes on after the root's name; anything that hangs elsewhere is not for us."""
    if b[at : at + 3] != b"\x01\x01" + ROOT:
        if b[at] > 1:
            raise Malformed("neither root nor parent")
        raise NotPlain("elsewhere")
    return at + 3


def _text(raw: bytes, length: int) -> tuple[str, int]:
    if len(raw) != length:
        raise Malformed("truncated")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise Malformed("not UTF-8") from None
    if "\0" in text or "\r" in text:
        # No text field makes them, and a field that shows "\r\n" as one letter counts differently from then on.
        raise NotPlain("a control letter")
    return text, length if len(text) == length else units(text)


def _read_deletes(b: bytes, at: int, left: int) -> tuple[list[tuple[int, int, int]], int]:
    blocks, at = number_at(b, at)
    deletes: list[tuple[int, int, int]] = []
    if not blocks:
        return deletes, at
    seen = set()
    for _ in range(blocks):
        client, at = number_at(b, at)
        count, at = number_at(b, at)
        if client in seen or not count:
            raise Malformed("an author id twice, or for nothing")
        seen.add(client)
        if count + len(deletes) > left:
            raise TooMuch("too many deletions")
        end = 0
        for _ in range(count):
            clock, at = number_at(b, at)
            length, at = number_at(b, at)
            if not length or clock < end or clock + length > MOST_NUMBER:
                raise Malformed("a deletion of no length, out of order, or past the end")
            deletes.append((client, clock, length))
            end = clock + length
    return deletes, at


def number_at(b: bytes, at: int) -> tuple[int, int]:
    """The number that begins there, and where it ends. ``IndexError`` when the bytes end before it does."""
    byte = b[at]
    at += 1
    if byte < 128:
        return byte, at
    value, shift = byte & 127, 7
    while True:
        byte = b[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            break
        shift += 7
        if shift > 28:
            raise Malformed("a number of more than 32 bits")
    if not byte or value > MOST_NUMBER:
        raise Malformed("a number written longer than it is, or too large")
    return value, at


def read_vector(vector: bytes) -> dict[int, int]:
    """A state vector: what somebody has, as the next clock of each author id. ``Malformed`` when it is none."""
    try:
        count, at = number_at(vector, 0)
        if count > len(vector):
            raise Malformed("truncated")
        known = {}
        for _ in range(count):
            client, at = number_at(vector, at)
            known[client], at = number_at(vector, at)
    except IndexError:
        raise Malformed("truncated") from None
    if at != len(vector) or len(known) != count:
        raise Malformed("more than a vector, or an author id twice")
    return known


def units(text: str) -> int:
    """How many UTF-16 units: letters beyond the first plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def number(value: int) -> bytes:
    """A number as Yjs writes it: seven bits a byte, the lowest first."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def write(structs: list[Struct], deletes: list[tuple[int, int, int]]) -> bytes:
    """The update that `read` reads back as these; structs of one author id must follow on one another."""
    blocks: dict[int, list[Struct]] = {}
    for struct in structs:
        blocks.setdefault(struct.client, []).append(struct)
    gone: dict[int, list[tuple[int, int]]] = {}
    for client, clock, length in deletes:
        gone.setdefault(client, []).append((clock, length))
    out = [number(len(blocks))]
    for client, block in blocks.items():
        out += number(len(block)), number(client), number(block[0].clock)
        out += map(_written, block)
    out.append(number(len(gone)))
    for client, ranges in gone.items():
        out += number(client), number(len(ranges))
        out += (number(clock) + number(length) for clock, length in ranges)
    return b"".join(out)


def _written(struct: Struct) -> bytes:
    if struct.kind == GC:
        return b"\x00" + number(struct.length)
    info = struct.kind | (LEFT if struct.left else 0) | (RIGHT if struct.right else 0)
    ids = b"".join(number(n) for one in (struct.left, struct.right) if one for n in one)
    where = ids or b"\x01" + number(len(ROOT)) + ROOT
    if struct.kind == DELETED:
        return bytes([info]) + where + number(struct.length)
    raw = struct.text.encode()
    return bytes([info]) + where + number(len(raw)) + raw
