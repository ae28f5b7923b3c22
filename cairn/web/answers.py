"""Answers of a paper in words: what can be chosen, what is chosen, how it reads. Shared by pages, print and PDF.

Items are as ``papers.shown.sheet`` has them, columns of a table likewise.
"""

import datetime

from django.utils.translation import gettext as _

from . import texts

YES_NO = {"yes": True, "no": False}


def options(item):
    """``[(value as a form sends it, words)]`` of an item that is chosen from a list."""
    if item["type"] == "yesno":
        return [("yes", _("Yes")), ("no", _("No"))]
    if item["type"] == "scale":
        return [(str(n), _on_scale(item, n)) for n in range(item["low"], item["high"] + 1)]
    return [(option["value"], option["text"]) for option in item["options"]]


def _on_scale(item, n):
    word = {item["low"]: item.get("low_word"), item["high"]: item.get("high_word")}.get(n)
    return f"{n} – {word}" if word else str(n)


def chosen(item, value):
    """True when this option (as a form sends it) is the answer, or one of the answers."""
    answer = item["value"]
    if isinstance(answer, bool):
        return YES_NO.get(value) is answer
    return value in answer if isinstance(answer, list) else answer is not None and value == str(answer)


def rows(item):
    """``[(id, name, cells)]`` of a table: its fixed rows, or those that somebody wrote."""
    value = item["value"]
    if fixed := item.get("rows"):
        value = value if isinstance(value, dict) else {}
        return [(row["id"], row["text"], value.get(row["id"]) or {}) for row in fixed]
    return [(n, "", row) for n, row in enumerate(value if isinstance(value, list) else [])]


def words(item, value):
    """An answer to be read, "" when nothing was said. Lines stay lines."""
    if value in (None, "", [], {}):
        return ""
    kind = item["type"]
    if kind in ("choice", "choices"):
        said = dict(options(item))
        return "\n".join(said.get(each, each) for each in (value if isinstance(value, list) else [value]))
    if kind == "yesno":
        return _("Yes") if value else _("No")
    if kind == "date":
        return texts.date(datetime.date.fromisoformat(value))
    if kind == "person":
        return " · ".join(filter(None, (value.get(part) for part in ("name", "relation", "phone"))))
    if kind == "table":
        found = [(name, _cells(item, row)) for _id, name, row in rows({**item, "value": value})]
        return "\n".join(": ".join(filter(None, (name, cells))) for name, cells in found if cells)
    return str(value)


def _cells(item, row):
    return " · ".join(filter(None, (words(column, row.get(column["id"])) for column in item["columns"])))
