"""A second, slow way to find who wrote what: the text put together by hand from the ids inside the updates."""

from cairn.notes.rules import wire


def voices(rows):
    """[(person, words)] of a log's rows [(person, update)], by the rules of the document type itself."""
    items, order, gone, owners = {}, [], set(), {}
    for person, update in rows:
        structs, deletes = wire.read(update)
        units = [unit for struct in structs for unit in spelled(struct)]
        for client, *_ in structs:
            owners.setdefault(client, person)
        while units:
            rest = [unit for unit in units if not lay(unit, items, order)]
            assert len(rest) < len(units), "it leans on what is not here"
            units = rest
        gone |= {(client, clock + n) for client, clock, length in deletes for n in range(length)}
    letters = [(owners[i[0]], items[i][2]) for i in order if i not in gone and items[i][2] is not None]
    return runs(letters)


def spelled(struct):
    """A struct unit by unit: (id, left, right, half a letter or None)."""
    raw = struct.text.encode("utf-16-le")
    left = struct.left
    for n in range(struct.length):
        unit = raw[2 * n : 2 * n + 2] if struct.kind == wire.STRING else None
        yield (struct.client, struct.clock + n), left, struct.right, unit
        left = struct.client, struct.clock + n


def lay(unit, items, order):
    """The unit stands in its place; False when what it leans on is not there yet."""
    me, left, right, letter = unit
    if me in items:
        return True
    before = me[1] == 0 or (me[0], me[1] - 1) in items
    if not before or any(origin is not None and origin not in items for origin in (left, right)):
        return False
    start = order.index(left) + 1 if left else 0
    end = order.index(right) if right else len(order)
    place, passed, rivals = start, set(), set()
    for at in range(start, end):
        other = order[at]
        its_left, its_right, _ = items[other]
        passed.add(other)
        rivals.add(other)
        if its_left == left:
            if other[0] < me[0]:
                place, rivals = at + 1, set()
            elif its_right == right:
                break
        elif its_left in passed:
            if its_left not in rivals:
                place, rivals = at + 1, set()
        else:
            break
    items[me] = left, right, letter
    order.insert(place, me)
    return True


def runs(letters):
    """Halves of letters joined to words, one run for each change of voice."""
    found = []
    for person, letter in letters:
        if found and found[-1][0] == person:
            found[-1][1] += letter
        else:
            found.append([person, letter])
    return [(person, raw.decode("utf-16-le")) for person, raw in found]
