"""What is different between two agreed versions of a living plan, as plain values."""

from dataclasses import dataclass

from .filled import is_empty, kept

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


@dataclass(frozen=True)
class Difference:
    """One part of a plan that is not as it was. ``item`` is as the newer text has it, or the older one."""

    item: dict
    change: str
    before: object
    now: object


def differences(old, new):
    """The parts in which ``new`` says something else than ``old``, in the order of the newer text.

    Both are ``(items, answers)``. Parts that nobody filled in differ in nothing; what the newer text no longer asks
    comes last, as removed.
    """
    (old_items, old_answers), (new_items, new_answers) = old, new
    before, now = kept(old_items, old_answers), kept(new_items, new_answers)
    known = {item["id"] for item in new_items}
    gone = [item for item in old_items if item["id"] not in known]
    found = []
    for item in [*new_items, *gone]:
        was, is_ = before.get(item["id"]), now.get(item["id"])
        if not same(was, is_):
            change = ADDED if is_empty(was) else REMOVED if is_empty(is_) else CHANGED
            found.append(Difference(item, change, was, is_))
    return found


def same(one, other):
    """True when two answers say the same; nothing said is nothing said, and outer spaces are no difference."""
    if is_empty(one) and is_empty(other):
        return True
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.strip()
    return type(one) is type(other) and one == other
