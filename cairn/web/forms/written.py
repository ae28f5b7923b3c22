"""A part of a paper as its form shows it, and back: plain words in fields, lists as numbered rows."""

import re

from cairn.lib.words import Refused, _
from cairn.papers.rules import drafting
from cairn.papers.rules.life import LANGUAGES

TEXTS = ("text", "hint", "low_word", "high_word")
LISTS = {"option": ("value", *LANGUAGES), "column": ("id", *LANGUAGES, "type", "answers"), "row": ("id", *LANGUAGES)}
BELONGS = {"choice": ("option",), "choices": ("option",), "table": ("column", "row")}
FAMILIES = (("line", "words"), ("choice", "choices"), ("heading", "text"))  # what one can become the other
SPARE, MOST_ROWS = 2, 60
_SCALE = re.compile(r"\s*(-?\d{1,3})\s*[-–]\s*(-?\d{1,3})\s*")


def fresh(kind):
    """The form of a new part of this type."""
    return _with_room({**_empty(kind), "low": "1", "high": "5", "how": "sum"} if kind == "scale" else _empty(kind))


def _empty(kind):
    said = {f"{name}_{language}": "" for name in TEXTS for language in LANGUAGES}
    return {
        **said, "type": kind, "required": False, "hands": False, "card": False, "when": "", "when_number": "",
        "low": "", "high": "", "how": "sum", "of": [], "count_of": "", "lists": {name: [] for name in LISTS},
    }  # fmt: skip


def shown(item, items):
    """The form of a part that is there, among these parts."""
    said = _empty(item["type"])
    for name in TEXTS:
        said.update({f"{name}_{code}": item.get(name, {}).get(code, "") for code in LANGUAGES})
    said.update({name: bool(item.get(name)) for name in ("required", "hands", "card")})
    said.update({name: str(item[name]) for name in ("low", "high") if name in item})
    said["when"], said["when_number"] = _awaited(item.get("when"), {each["id"]: each["type"] for each in items})
    for how, of in item.get("compute", {}).items():
        said.update({"how": how, "count_of": of} if how == "count" else {"how": how, "of": of})
    for name, parts in (("option", "options"), ("column", "columns"), ("row", "rows")):
        said["lists"][name] = [_line(each, LISTS[name]) for each in item.get(parts, [])]
    return _with_room(said)


def _awaited(when, kinds):
    """``(what is chosen, the number beside it)``."""
    if not when:
        return "", ""
    value = when["equals"]
    if kinds.get(when["item"]) == "number":
        return f"{when['item']}=#", str(value)
    word = ("yes" if value else "no") if isinstance(value, bool) else value
    return f"{when['item']}={word}", ""


def _line(each, fields):
    line = {name: str(each.get(name, "")) for name in fields}
    if "answers" in line:
        line["answers"] = answers_of(each)
    return line


def answers_of(column):
    """What a column can be answered with, as it is typed: "1-5", or lines of "English | Spanish"."""
    if column.get("type") == "scale":
        return f"{column.get('low')}-{column.get('high')}"
    return "\n".join(f"{option.get('en', '')} | {option.get('es', '')}" for option in column.get("options", []))


def typed(post, kind=""):
    """The form as it was typed. ``kind``: its type, where the form does not say."""
    said = _empty(post.get("type") or kind)
    for name in said:
        if isinstance(said[name], str):
            said[name] = post.get(name, said[name]).replace("\r\n", "\n").strip()
    said.update({name: name in post for name in ("required", "hands", "card")})
    said["of"] = post.getlist("of")
    for name, fields in LISTS.items():
        said["lists"][name] = list(_rows(post, name, fields))
    return said


def _rows(post, name, fields):
    for n in range(MOST_ROWS):
        if f"{name}.{n}.en" in post:
            yield {field: post.get(f"{name}.{n}.{field}", "").replace("\r\n", "\n").strip() for field in fields}


def rearranged(said, pressed):
    """The form after one of its own buttons: "more:option" gives a row, "up:option:2" lifts the third. None: sent."""
    doing, _, rest = pressed.partition(":")
    name, _, place = rest.partition(":")
    if doing not in ("more", "up") or name not in LISTS:
        return None
    rows = said["lists"][name]
    if doing == "more":
        rows.append(dict.fromkeys(LISTS[name], ""))
    elif place.isdigit() and 0 < int(place) < len(rows):
        at = int(place)
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    return said


def _with_room(said):
    """Empty rows to go on with."""
    for name in BELONGS.get(said["type"], ()):
        rows = said["lists"][name]
        least = 0 if name == "row" and rows == [] else max(SPARE - len(rows), 1)
        rows += [dict.fromkeys(LISTS[name], "") for _ in range(least)]
    return said


def item(said, items, old=None):
    """The part as plain data. ``items``: those of the draft, for an id of its own; ``old``: what it was before."""
    kind, taken = said["type"], {each["id"] for each in items}
    made = {
        "id": old["id"] if old else drafting.fresh_id(said["text_en"] or said["text_es"], taken, kind),
        "type": kind,
    }
    made.update({name: _texts(said, name) for name in TEXTS if name == "text" or _texts(said, name)})
    if kind not in ("heading", "text", "computed"):
        made.update({"required": said["required"], "hands": "participant" if said["hands"] else ""})
    made["card"] = said["card"]
    made["when"] = _when(said, items)
    if old and old.get("element"):
        made["element"] = old["element"]
    return {**made, **_SHAPES.get(kind, lambda said: {})(said)}


def _texts(said, name):
    return {code: said[f"{name}_{code}"] for code in LANGUAGES if said[f"{name}_{code}"]}


def _when(said, items):
    other, _, word = said["when"].partition("=")
    kind = next((each["type"] for each in items if each["id"] == other), "")
    if kind == "yesno":
        return {"item": other, "equals": word == "yes"}
    if kind in ("scale", "number"):
        return {"item": other, "equals": _number(said["when_number"] if kind == "number" else word, "when_number")}
    return {"item": other, "equals": word} if other else None


def _number(text, field):
    try:
        return int(text)
    except ValueError:
        raise Refused(_("Please give a whole number here."), field=field) from None


def _options(said):
    rows = [row for row in said["lists"]["option"] if row["en"] or row["es"]]
    taken = {row["value"] for row in rows if row["value"]}
    return {"options": [_named(row, "value", taken) for row in rows]}


def _named(row, field, taken, otherwise="answer"):
    """The row with a value or an id of its own, which it keeps once it has one."""
    name = row[field] or drafting.fresh_id(row["en"] or row["es"], taken, otherwise)
    taken.add(name)
    return {field: name, **{code: row[code] for code in LANGUAGES if row[code]}}


def _scale(said):
    return {name: _number(said[name], name) for name in ("low", "high")}


def _table(said):
    columns = [row for row in said["lists"]["column"] if row["en"] or row["es"]]
    rows = [row for row in said["lists"]["row"] if row["en"] or row["es"]]
    taken = {row["id"] for row in columns if row["id"]}, {row["id"] for row in rows if row["id"]}
    return {
        "columns": [_column(row, taken[0]) for row in columns],
        "rows": [_named(row, "id", taken[1], "row") for row in rows],
    }


def _column(row, taken):
    made = {**_named(row, "id", taken, "column"), "type": row["type"] or "line"}
    if made["type"] == "choice":
        made["options"] = _answers(row["answers"])
    if made["type"] == "scale":
        found = _SCALE.fullmatch(row["answers"])
        if not found:
            raise Refused(_("Please say from where to where the scale goes, such as 1-5."), field="columns")
        made.update(low=int(found[1]), high=int(found[2]))
    return made


def _answers(text):
    """The answers of a column, one a line, "English | Spanish"."""
    taken, found = set(), []
    for line in text.splitlines():
        english, _, spanish = (part.strip() for part in line.partition("|"))
        if english or spanish:
            found.append(_named({"value": "", "en": english, "es": spanish}, "value", taken))
    return found


def _compute(said):
    return {"compute": {"count": said["count_of"]} if said["how"] == "count" else {said["how"]: said["of"]}}


_SHAPES = {
    "choice": _options,
    "choices": _options,
    "scale": _scale,
    "table": _table,
    "computed": _compute,
}
