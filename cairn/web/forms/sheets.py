"""A paper without answers, ready to be read on a page or set on paper to be filled in by hand."""

from django.utils import translation
from django.utils.translation import gettext as _

from cairn.exchange import pdf
from cairn.papers import library

from . import words

FREE_ROWS = 4  # of a table that is filled in by hand


def blank(version, language):
    """The text in one language, each item with ``only``: when it is asked, in words."""
    said = library.preview(version, language=language)
    with translation.override(language):
        return {**said, "items": [_with_condition(item, version.items) for item in said["items"]]}


def with_conditions(sheet, version):
    """A sheet of ``papers.shown`` with the conditions in words."""
    with translation.override(sheet["language"]):
        return {**sheet, "items": [_with_condition(item, version.items) for item in sheet["items"]]}


def _with_condition(item, items):
    return {**item, "only": words.condition(item, items)}


def as_pdf(sheet, organization, *, as_of=None):
    """The same as the bytes of a PDF."""
    with translation.override(sheet["language"]):
        data = {"organization": {"name": organization.name, "lines": []}, "blank": True, **chapter(sheet)}
    return pdf.typeset("paper", data, language=sheet["language"], title=sheet["title"], as_of=as_of)


def chapter(sheet):
    """The parts of a sheet as the templates of ``exchange`` take them; in the language that is active."""
    names = [words.signers([role]) for role in sheet["signs"]] + ([_("witness")] if sheet["witness"] else [])
    return {
        "why": sheet["why"],
        "items": [_set(item) for item in sheet["items"]],
        "names": [{"role": name} for name in names],
    }


def _set(item):
    found = {"kind": item["type"], "text": item["text"], "hint": _hint(item)}
    if item["type"] == "yesno":
        return {**found, "kind": "choice", "options": [{"text": _("Yes")}, {"text": _("No")}]}
    if item["type"] in ("choice", "choices"):
        return {**found, "options": [{"text": option["text"]} for option in item["options"]]}
    if item["type"] == "scale":
        return {**found, **{name: item.get(name, "") for name in ("low", "high", "low_word", "high_word")}}
    if item["type"] == "person":
        return {
            **found,
            "kind": "table",
            "columns": [_("Name"), _("Who they are"), _("How to reach them")],
            "rows": [[""] * 3],
        }
    if item["type"] == "table":
        return {**found, **_table(item)}
    return found


def _table(item):
    columns = [column["text"] for column in item["columns"]]
    if item.get("rows"):
        rows = [[row["text"], *[""] * len(columns)] for row in item["rows"]]
        return {"columns": ["", *columns], "rows": rows}
    return {"columns": columns, "rows": [[""] * len(columns)] * FREE_ROWS}


def _hint(item):
    said = [item.get("hint", ""), item.get("only", "").capitalize()]
    return " · ".join(part for part in said if part)
