"""Steps of drafting the items of a paper, on plain values. Whether they may stand so is said by ``shape``."""

import re
import unicodedata

from cairn.lib.words import _

from .shape import LONGEST_ID, NUMBERS

AWAITED = ("yesno", "choice", "choices", "scale", "number")  # what a condition can wait for
COUNTED = ("table", "choices")


def slug(text, longest=40):
    """Small letters and digits from words, "" when there are none: "¿Y los paseos?" is "y-los-paseos"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    said = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    said = re.sub(r"^[0-9-]+", "", said)
    return said[:longest].rstrip("-") if len(said) <= longest else said[:longest].rsplit("-", 1)[0].rstrip("-")


def fresh_id(text, taken, otherwise="part"):
    """An id made from a text that nothing else here has."""
    base = slug(text)[: LONGEST_ID - 4] or otherwise
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found


def put(items, item, after=None):
    """The items with this one in the place of the one with its id; a new one after ``after``, or at the end."""
    ids = [each["id"] for each in items]
    if item["id"] in ids:
        return [item if each["id"] == item["id"] else each for each in items]
    at = ids.index(after) + 1 if after in ids else len(items)
    return [*items[:at], item, *items[at:]]


def moved(items, item, step):
    """The items with this one a step further down, or up where ``step`` is negative; it stays at either end."""
    at = next(n for n, each in enumerate(items) if each["id"] == item)
    to = min(max(at + step, 0), len(items) - 1)
    rest = [each for each in items if each["id"] != item]
    return [*rest[:to], items[at], *rest[to:]]


def without(items, item):
    """The items without this one."""
    return [each for each in items if each["id"] != item]


def hanging(items, item):
    """The ids of the items that wait for this one or compute with it."""
    return [each["id"] for each in items if item in needs(each)]


def needs(item):
    """The ids of the items that this one waits for or computes with."""
    said = next(iter(item.get("compute", {}).values()), [])
    waits = [item["when"]["item"]] if item.get("when") else []
    return [*waits, *([said] if isinstance(said, str) else said)]


def why_not_remove(items, item):
    """``(sentence, values)``: what stands in the way of taking this item out, or ("", {})."""
    if others := hanging(items, item):
        return _("“{other}” hangs on “{item}”. Please change “{other}” first."), {"item": item, "other": others[0]}
    return "", {}


def why_not_move(items, item, step):
    """The same for a step up or down: what somebody waits for stays above who waits."""
    ids = [each["id"] for each in items]
    to = ids.index(item) + step
    if not 0 <= to < len(ids):
        return _("“{item}” stands at the end already."), {"item": item}
    upper, lower = (items[to], item) if step > 0 else (next(e for e in items if e["id"] == item), ids[to])
    if lower in needs(upper):
        return _("“{item}” hangs on “{other}”, so it stays below it."), {"item": upper["id"], "other": lower}
    return "", {}


def earlier(items, item=None, after=None):
    """The items that stand before this one, or before a new one that will come after ``after``."""
    ids = [each["id"] for each in items]
    if item in ids:
        return items[: ids.index(item)]
    return items[: ids.index(after) + 1] if after in ids else list(items)


def awaited(items):
    """Those of these items that a condition can wait for."""
    return [each for each in items if each["type"] in AWAITED]


def added_up(items):
    """Those of these items that a sum or a mean can be made of."""
    return [each for each in items if each["type"] in NUMBERS]


def counted(items):
    """Those of these items whose rows or answers can be counted."""
    return [each for each in items if each["type"] in COUNTED]
