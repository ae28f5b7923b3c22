"""The text of a section, made from the updates in its log: what it says, who said what, how a plain form changes it.

The log is the truth; a document is only ever built for a moment and let go. Deleted words stay in it (`skip_gc`), so
that a device which was away for a week can still be merged. Rows are applied one by one, in their order: honest updates
make the same text in any order and any groups, but one made by hand, which leans on two places in the wrong order, does
not, and what is signed must be one text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import TypeVar

from pycrdt import Doc, Text, TextEvent

from cairn.notes.rules import wire

P = TypeVar("P")  # a person, however the caller names them

EMPTY = b"\x00\x00"

# How often words of one text may meet themselves in the other; beyond that we compare sentences, which is quicker.
MOST_COMPARISONS = 200_000


def merge(updates: Iterable[bytes]) -> bytes:
    """One update that says what all of these say, as short as it gets: letters typed one by one become words."""
    doc: Doc = Doc(skip_gc=True)
    with doc.transaction():  # twice as fast, and only a text must be the same however its rows are grouped
        for update in updates:
            doc.apply_update(update)
    return doc.get_update()


def lacking(state: bytes, vector: bytes) -> bytes:
    """What somebody who has `vector` still lacks of `state`; deletions are repeated. ``Malformed`` if it is unreadable.

    It is read here first: a vector that promises four billion author ids would make the library ask for the memory.
    """
    wire.read_vector(vector)
    return _document([state])[0].get_update(vector)


def text(updates: Iterable[bytes]) -> str:
    """What a reader sees."""
    return str(_document(updates)[1])


def _document(updates: Iterable[bytes], client: int | None = None) -> tuple[Doc, Text]:
    doc: Doc = Doc(client_id=client, skip_gc=True)
    words = doc.get("t", type=Text)
    for update in updates:
        doc.apply_update(update)
    return doc, words


def voices(entries: Iterable[tuple[P, bytes]]) -> list[tuple[P, str]]:
    """Whose words these are, in the order of the text. A row of the log has one author: we watch what it adds."""
    doc: Doc = Doc(skip_gc=True)
    words = doc.get("t", type=Text)
    owners: list[P] = []  # one for each byte, because that is how the document counts

    def follow(event: TextEvent) -> None:
        at = 0
        for step in event.delta:  # type: ignore[attr-defined]
            if "retain" in step:
                at += step["retain"]
            elif "insert" in step:
                length = len(step["insert"].encode())
                owners[at:at] = [person] * length
                at += length
            else:
                del owners[at : at + step["delete"]]

    watching = words.observe(follow)
    for person, update in entries:  # noqa: B007 - `follow` asks who it is
        doc.apply_update(update)
    words.unobserve(watching)
    return list(_runs(owners, str(words).encode()))


def _runs(owners: list[P], raw: bytes) -> Iterator[tuple[P, str]]:
    at = 0
    for person, bytes_of in groupby(owners):
        end = at + sum(1 for _ in bytes_of)
        yield person, raw[at:end].decode()
        at = end


def added(before: Iterable[bytes], updates: Sequence[bytes]) -> str:
    """The words that these updates add to a text, in its order; of words that lean on nothing here, in their own."""
    runs = voices([*((False, update) for update in before), *((True, update) for update in updates)])
    if words := "".join(text for is_new, text in runs if is_new):
        return words
    return "".join(struct.text for update in updates for struct in wire.read(update).structs)


def shares(runs: Iterable[tuple[P, str]]) -> dict[P, int]:
    """How many letters of the text are whose; space belongs to nobody."""
    letters: dict[P, int] = {}
    for person, words in runs:
        count = sum(not letter.isspace() for letter in words)
        if count:
            letters[person] = letters.get(person, 0) + count
    return letters


def change(entries: Iterable[tuple[int, bytes]], base_seq: int, new_text: str, client: int) -> bytes | None:
    """The update by `client` (a new author id) that makes `new_text` of the text as it was at `base_seq`.

    Whoever sent a plain form saw that text and none later. Their change leans on it alone, so it merges with everything
    that was written since, and nothing of either is lost. None when they changed nothing.
    """
    doc, words = _document((update for seq, update in entries if seq <= base_seq), client)
    old, new = str(words), plain(new_text)
    if old == new:
        return None
    made: list[bytes] = []
    watching = doc.observe(lambda event: made.append(event.update))
    with doc.transaction():
        for start, end, instead in reversed(edits(old, new)):
            place = len(old[:start].encode())
            if end > start:
                del words[place : place + len(old[start:end].encode())]
            if instead:
                words.insert(place, instead)
    doc.unobserve(watching)
    return made[0]


def plain(words: str) -> str:
    """Words from a form as a section holds them: lines end in one way, and letters that no field shows are gone."""
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def edits(old: str, new: str) -> list[tuple[int, int, str]]:
    """The passages to replace, in order: (start and end in `old`, words instead). Few, and as short as they can be."""
    head, tail = _alike(old, new)
    while head and not old[head - 1].isspace():  # back to where a word begins, with the space before it
        head -= 1
    head = len(old[:head].rstrip())
    while tail and not old[-tail].isspace():
        tail -= 1
    a, b = _pieces(old[head : len(old) - tail], new[head : len(new) - tail])
    ends = [head]
    for piece in a:
        ends.append(ends[-1] + len(piece))
    found: list[tuple[int, int, str]] = []
    until = len(old)
    for what, i, j, k, m in reversed(SequenceMatcher(None, a, b, autojunk=False).get_opcodes()):
        if what != "equal":
            gone, come = "".join(a[i:j]), "".join(b[k:m])
            same, last = _alike(gone, come)
            found.append(_slid(old, ends[i] + same, ends[j] - last, come[same : len(come) - last], until))
            until = found[-1][0]
    return found[::-1]


def _slid(old: str, start: int, end: int, instead: str, until: int) -> tuple[int, int, str]:
    """The same edit as far right as it goes: " We left." after a full stop rather than ". We left" before it.

    Both make the same text, but the full stop that stays should be the one of whoever wrote it.
    """
    if start == end:
        while instead and end < until and old[end] == instead[0]:
            start, end, instead = start + 1, end + 1, instead[1:] + instead[0]
    elif not instead:
        while end < until and old[start] == old[end]:
            start, end = start + 1, end + 1
    return start, end, instead


def _alike(a: str, b: str) -> tuple[int, int]:
    """How many letters both begin with, and how many of the rest both end with."""
    most = min(len(a), len(b))
    head = 0
    while head < most and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < most - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    return head, tail


def _pieces(a: str, b: str) -> tuple[list[str], list[str]]:
    """Both as words, or as sentences where words would take too long to compare, or else each as one piece."""
    for pattern in (r"\s*(?:\w+|[^\w\s])|\s+", r"[^.!?\n]*[.!?\n]+|[^.!?\n]+"):
        one, two = re.findall(pattern, a), re.findall(pattern, b)
        often = Counter(two)
        if sum(often[piece] for piece in one) <= MOST_COMPARISONS:
            return one, two
    return [a] * bool(a), [b] * bool(b)
