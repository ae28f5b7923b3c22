"""What a form sent, as the values of a paper's items. Nonsense stays as it was typed, for the rules to say so."""

import re

from cairn.papers.rules.filled import LONGEST, MOST_ROWS, PERSON, READ_ONLY, is_empty, mark

from .. import answers
from ..typed import a_number

_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,6})?")
_STEP = re.compile(r"-?\d{1,3}")
DROP, MORE, CLEAR, CHOOSE = "drop", "more", "clear", "choose"


def values(items, post):
    """``{item id: (value, revision, mark)}`` of every item that this page sent."""
    found = {}
    for item in items:
        if item["type"] not in READ_ONLY and f"r.{item['id']}" in post:
            revision = a_number(post.get(f"r.{item['id']}"), 0)
            found[item["id"]] = (value(item, post), revision, post.get(f"m.{item['id']}", ""))
    return found


def value(item, post):
    """What stands in the fields of one item; None when nothing does, or when it was asked to be left open."""
    if post.get(CLEAR) == item["id"]:
        return None
    name = f"v.{item['id']}"
    if item["type"] == "choices":
        return post.getlist(name) or None
    if item["type"] == "table":
        return _table(item, name, post)
    return _one(item, name, post)


def sign(value):
    """The short sign by which a form names a text."""
    return mark(value)


def _one(item, name, post):
    if item["type"] == "person":
        said = {part: post.get(f"{name}.{part}", "").strip()[: LONGEST["line"]] for part in PERSON}
        return None if is_empty(said) else said
    text = post.get(name, "").replace("\r\n", "\n")
    return _READ.get(item["type"], str)(text) if text.strip() else None


def _table(item, name, post):
    if item.get("rows"):
        found = {row["id"]: _cells(item, f"{name}.{row['id']}", post) for row in item["rows"]}
        return {row: cells for row, cells in found.items() if cells} or None
    dropped = post.get(DROP, "")
    rows = [_cells(item, f"{name}.{n}", post) for n in _rows_sent(item, name, post) if dropped != f"{item['id']}.{n}"]
    return [cells for cells in rows if cells] or None


def _rows_sent(item, name, post):
    """The numbers of the rows that came, in order."""
    found = {key[len(name) + 1 :].split(".")[0] for key in post if key.startswith(f"{name}.")}
    return sorted({int(n) for n in found if n.isascii() and n.isdigit() and len(n) < 4})[: MOST_ROWS + 1]


def _cells(item, name, post):
    """A row, without the cells in which nothing stands; empty when nothing stands in the row."""
    found = {column["id"]: _one(column, f"{name}.{column['id']}", post) for column in item["columns"]}
    return {column: said for column, said in found.items() if not is_empty(said)}


def _number(text):
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return text
    figure = float(text.replace(",", "."))
    return int(figure) if figure == int(figure) else figure


def _scale(text):
    return int(text) if _STEP.fullmatch(text.strip()) else text


def _yes_no(text):
    return answers.YES_NO.get(text, text)


_READ = {"number": _number, "scale": _scale, "yesno": _yes_no}
