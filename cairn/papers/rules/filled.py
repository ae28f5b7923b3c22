"""A paper as far as it is filled: what is asked, what is still missing, what may stand in an item."""

import datetime
import hashlib
import json
import math

from cairn.lib.words import _

READ_ONLY = frozenset({"text", "heading", "computed"})
LONGEST = {"line": 300, "words": 10_000}
PERSON = ("name", "relation", "phone")
MOST_ROWS = 60
LARGEST = 10**12


def visible(items, answers):
    """The items that are asked, given what is answered so far, in order. A hidden item hides what hangs on it."""
    shown, found = {}, []
    for item in items:
        if _holds(item.get("when"), shown, answers):
            shown[item["id"]] = item
            found.append(item)
    return found


def _holds(when, shown, answers):
    if not when:
        return True
    if when["item"] not in shown:
        return False
    value = answers.get(when["item"])
    return when["equals"] in value if isinstance(value, list) else _same(value, when["equals"])


def _same(one, other):
    """Equal and of one kind: yes is not the number one."""
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def missing(items, answers):
    """The ids of visible items that a signature still waits for, in order."""
    return [i["id"] for i in visible(items, answers) if i.get("required") and is_empty(answers.get(i["id"]))]


def is_empty(value):
    """True when nothing was said. "No" and zero are answers."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict):
        return all(is_empty(v) for v in value.values())
    if isinstance(value, list):
        return all(is_empty(v) for v in value)
    return value is None


def kept(items, answers):
    """The answers that count: those of visible items in which something is said."""
    asked = {i["id"] for i in visible(items, answers) if i["type"] not in READ_ONLY}
    return {item: value for item, value in answers.items() if item in asked and not is_empty(value)}


def computed(items, answers):
    """{id: figure} of the visible computed items; None where there is nothing to compute from yet."""
    counted = kept(items, answers)
    return {i["id"]: _figure(i["compute"], counted) for i in visible(items, answers) if i["type"] == "computed"}


def _figure(compute, answers):
    if "count" in compute:
        value = answers.get(compute["count"], [])
        rows = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
        return sum(not is_empty(row) for row in rows)
    said = [answers[name] for name in compute.get("sum", compute.get("mean", ())) if name in answers]
    if not said:
        return None
    total = math.fsum(said)
    figure = total / len(said) if "mean" in compute else total
    figure = round(figure, 2)
    return int(figure) if figure == int(figure) else figure


def why_not_value(item, value):
    """The sentence to read, or "" when this may stand in this item. Nothing said is always fine."""
    if item["type"] in READ_ONLY:
        return _("This part is there to be read; nothing is filled in here.")
    return "" if value is None or value == "" else _CHECKS[item["type"]](item, value)


def why_not_hands(item, *, own):
    """The sentence to read, or "" when this person's hands may write here. ``own``: it is their own paper."""
    if item.get("hands") == "participant" and not own:
        return _("These are the participant’s own words. Only they can write here.")
    return ""


def _text(item, value):
    longest = LONGEST.get(item["type"], 300)
    if not isinstance(value, str):
        return _("Please write this in words.")
    return _("That is a little too long for this place. Please shorten it.") if len(value) > longest else ""


def _choice(item, value):
    return "" if value in _values(item) else _("Please choose one of the answers.")


def _choices(item, value):
    known = _values(item)
    if not isinstance(value, list) or len(set(map(str, value))) != len(value) or not set(map(str, value)) <= set(known):
        return _("Please choose from the answers.")
    return ""


def _values(item):
    return [option["value"] for option in item["options"]]


def _scale(item, value):
    whole = isinstance(value, int) and not isinstance(value, bool)
    return "" if whole and item["low"] <= value <= item["high"] else _("Please choose a place on the scale.")


def _number(item, value):
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return _("Please write a number here.")
    return _("That number is too large for this place.") if abs(value) > LARGEST else ""


def _yesno(item, value):
    return "" if isinstance(value, bool) else _("Please answer yes or no.")


def _date(item, value):
    try:
        day = datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return _("Please write a day, such as 2026-03-31.")
    return "" if day.isoformat() == value else _("Please write a day, such as 2026-03-31.")


def _person(item, value):
    if not isinstance(value, dict) or not set(value) <= set(PERSON):
        return _("Please give a name, and how to reach them.")
    return next((why for v in value.values() if v is not None and (why := _text(item, v))), "")


def _table(item, value):
    if item.get("rows"):
        if not isinstance(value, dict) or not set(value) <= {row["id"] for row in item["rows"]}:
            return _("Please fill in the rows of this table.")
        rows = list(value.values())
    elif isinstance(value, list):
        rows = value
    else:
        return _("Please fill in the rows of this table.")
    if len(rows) > MOST_ROWS:
        return _("That table is full. Sixty rows fit.")
    return next((why for row in rows if (why := _row(item["columns"], row))), "")


def _row(columns, row):
    known = {column["id"]: column for column in columns}
    if not isinstance(row, dict) or not set(row) <= set(known):
        return _("Please fill in the rows of this table.")
    return next((why for name, value in row.items() if (why := why_not_value(known[name], value))), "")


_CHECKS = {
    "line": _text,
    "words": _text,
    "choice": _choice,
    "choices": _choices,
    "scale": _scale,
    "date": _date,
    "number": _number,
    "yesno": _yesno,
    "person": _person,
    "table": _table,
}


def mark(value):
    """A short sign of what stands in an item, so that a page sent without scripts knows what was touched."""
    said = "" if is_empty(value) else json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
