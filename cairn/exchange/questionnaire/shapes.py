"""What an item of a Questionnaire is here, by its type and what stands with it."""

import re

from cairn.lib.words import Refused, _
from cairn.papers.rules import shape

from . import terms
from .pieces import UNKNOWN, code_of, only, slug

CALCULATION = re.compile(r"%resource\.item\.where\((?P<where>.+)\)\.answer\.value\.(?P<name>sum|avg)\(\)")
COUNT = re.compile(r"%resource\.item\.where\(linkId='(?P<link>[^']+)'\)(\.answer|\.item)?\.count\(\)")
SIMPLE = {"string": "line", "text": "words", "date": "date", "boolean": "yesno", "decimal": "number"}


def shaped(reader, node, marks, rest):
    """``{type, …}`` of an item, from its marks and from what stands beneath it. ``Refused`` when something is left."""
    made = {name: marks.pop(name) for name in ("hands", "card", "element", "hint") if name in marks}
    own, kind = marks.pop("type", ""), node.get("type")
    if kind in ("group", "display"):
        made |= _GROUPS.get((kind, own or _meant(node)), _unknown)(reader, node, rest)
        rest = []
    elif own:
        raise Refused(UNKNOWN, item=node["linkId"], part=f"{terms.OWN}type")
    else:
        made |= _asked(reader, node, marks)
    for left in ("repeats", "readOnly", "answerOption"):
        if node.get(left) and left not in _USES.get(made["type"], ()):
            raise Refused(UNKNOWN, item=node["linkId"], part=left)
    if rest or marks:
        raise Refused(UNKNOWN, item=node["linkId"], part="item" if rest else sorted(marks)[0])
    return made


_USES = {
    "choice": ("answerOption",),
    "choices": ("answerOption", "repeats"),
    "computed": ("readOnly",),
    "table": ("repeats",),
}


def _meant(node):
    return "table" if node.get("type") == "group" else "text"


def _unknown(reader, node, rest):
    raise Refused(UNKNOWN, item=node["linkId"], part=f"{terms.OWN}type")


def _read(reader, node, rest):
    return _only_read("text", node, rest)


def _heading(reader, node, rest):
    return _only_read("heading", node, rest)


def _only_read(kind, node, rest):
    if rest:
        raise Refused(UNKNOWN, item=node["linkId"], part="item")
    return {"type": kind}


def _person(reader, node, rest):
    """A person: the three parts as they went out, and nothing else."""
    link = node["linkId"]
    for part, (name, words) in zip(rest, terms.PERSON.items(), strict=False):
        only(part, {"linkId", "type", "text", "_text"}, link)
        if part.get("linkId") != f"{link}.{name}" or part.get("type") != "string":
            raise Refused(UNKNOWN, item=link, part=str(part.get("linkId")))
        if reader.texts(part, "text", link) != words:
            raise Refused(UNKNOWN, item=link, part=str(part.get("linkId")))
    if len(rest) != len(terms.PERSON):
        raise Refused(UNKNOWN, item=link, part="item")
    return {"type": "person"}


def _table(reader, node, rest):
    link = node["linkId"]
    if node.get("repeats"):
        return {"type": "table", "columns": [_column(reader, part, link) for part in rest]}
    rows, columns = [], None
    for row in rest:
        only(row, {"linkId", "type", "text", "_text", "item"}, link)
        if row.get("type") != "group" or not isinstance(row.get("linkId"), str):
            raise Refused(UNKNOWN, item=link, part="item")
        here = [_column(reader, part, row["linkId"]) for part in row.get("item", [])]
        if columns is not None and here != columns:
            raise Refused(_("“{item}”: the rows of a table have the same columns."), item=link)
        columns = here
        rows.append({"id": slug(row["linkId"].removeprefix(f"{link}.")), **reader.texts(row, "text", link)})
    return {"type": "table", "columns": columns or [], "rows": rows}


def _column(reader, node, link):
    if not isinstance(node, dict) or not isinstance(node.get("linkId"), str):
        raise Refused(UNKNOWN, item=link, part="item")
    only(node, {"linkId", "type", "text", "_text", "repeats", "answerOption", "extension", "item"}, node["linkId"])
    made = reader.one(node, slug(node["linkId"].removeprefix(f"{link}.")), reader.marks(node))
    if made["type"] not in shape.COLUMN_TYPES:
        raise Refused(
            _("“{item}” has a column of a type that a table cannot hold: {type}."), item=link, type=made["type"]
        )
    return {**made.pop("text"), **made}


def _asked(reader, node, marks):
    """What is asked: one thing, of one type."""
    kind, link = node.get("type"), node["linkId"]
    if kind == "choice":
        options = [_option(reader, option, link) for option in node.get("answerOption", [])]
        return {"type": "choices" if node.get("repeats") else "choice", "options": options}
    if "calculated" in marks:
        return {"type": "computed", "compute": _compute(reader, marks.pop("calculated"), link)}
    if kind == "integer" and "low" in marks and "high" in marks:
        slider = code_of(marks.pop("control", None), terms.CONTROLS)
        if slider not in (None, "slider"):
            raise Refused(UNKNOWN, item=link, part=terms.CONTROL)
        return {"type": "scale", "low": marks.pop("low"), "high": marks.pop("high")}
    if kind == "integer":
        return {"type": "number"}
    if kind not in SIMPLE:
        raise Refused(_("“{item}” is of a type that is not known here: {type}."), item=link, type=str(kind)[:40])
    return {"type": SIMPLE[kind]}


def _option(reader, option, link):
    only(option, {"valueCoding", "valueString", "valueInteger"}, link)
    coding = option.get("valueCoding")
    if coding is None:
        words = str(next(iter(option.values()), ""))
        return {"value": words[: shape.LONGEST_ID].strip(), reader.base: words}
    only(coding, {"code", "system", "display", "_display"}, link)
    texts = reader.texts(coding, "display", link)
    return {"value": coding.get("code"), **(texts or {reader.base: str(coding.get("code"))})}


def _compute(reader, expression, link):
    only(expression, {"language", "expression"}, link)
    said = str(expression.get("expression"))
    if found := COUNT.fullmatch(said):
        return {"count": reader.ids.get(found["link"], found["link"])}
    if found := CALCULATION.fullmatch(said):
        parts = re.fullmatch(r"linkId='[^']+'( or linkId='[^']+')*", found["where"])
        if parts:
            links = re.findall(r"linkId='([^']+)'", found["where"])
            return {"mean" if found["name"] == "avg" else "sum": [reader.ids.get(each, each) for each in links]}
    raise Refused(_("“{item}” computes something that papers cannot compute."), item=link)


_GROUPS = {
    ("display", "text"): _read,
    ("display", "heading"): _heading,
    ("group", "person"): _person,
    ("group", "table"): _table,
}
