"""The differences between two texts of a paper, in words."""

from django.utils.translation import gettext as _

from cairn.lib.words import _ as mark
from cairn.papers.rules import versions as rules

from . import show, words

WHAT = {
    rules.ADDED: mark("new"),
    rules.REMOVED: mark("taken out"),
    rules.CHANGED: mark("changed"),
    rules.MOVED: mark("moved"),
}
TONES = {rules.ADDED: "pine", rules.REMOVED: "brick", rules.CHANGED: "sky", rules.MOVED: "plain"}
PARTS = {
    "title": mark("Title"), "why": mark("What it is for"), "signs": mark("Whose names"), "witness": mark("A witness"),
    "copy": mark("A copy is given"), "renew_months": mark("Holds for"), "review_months": mark("Looked at again after"),
    "text": mark("Words"), "hint": mark("Hint"), "required": mark("Needs an answer"), "hands": mark("Own words"),
    "when": mark("Shown"), "element": mark("Gives to the permission"), "card": mark("On the wallet card"),
    "type": mark("Kind of part"), "options": mark("Answers"), "columns": mark("Columns"), "rows": mark("Rows"),
    "low": mark("From"), "high": mark("To"), "low_word": mark("Word at the low end"),
    "high_word": mark("Word at the high end"), "compute": mark("Worked out"),
    "include": mark("Papers in it"),
}  # fmt: skip
LANGUAGES = {"en": mark("English"), "es": mark("Spanish")}


def listed(changes, old, new):
    """[{what, tone, title, text, parts: [(label, before, now)]}] for a page. ``old``, ``new``: the items of both."""
    return [_change(change, old, new) for change in changes]


def _change(change, old, new):
    item = change.item
    return {
        "what": _(WHAT[change.what]),
        "tone": TONES[change.what],
        "title": words.name(item) if item else _("About the whole paper"),
        "kind": words.type_name(item["type"]) if item else "",
        "texts": _spoken(item["text"]) if item and change.what in (rules.ADDED, rules.REMOVED) else [],
        "parts": [line for part in change.parts for line in _lines(*part, old, new)],
    }


def _spoken(said):
    return [(_(LANGUAGES[code]), said[code]) for code in LANGUAGES if said.get(code)]


def _lines(name, before, now, old, new):
    """One line of the part, or one for each language in which its words differ."""
    label = _(PARTS[name])
    if any(isinstance(value, dict) and set(value) <= set(LANGUAGES) for value in (before, now)):
        pairs = [(code, (before or {}).get(code, ""), (now or {}).get(code, "")) for code in LANGUAGES]
        return [(f"{label} ({_(LANGUAGES[code])})", was, is_) for code, was, is_ in pairs if was != is_]
    return [(label, _value(name, before, old), _value(name, now, new))]


def _value(name, value, items):
    if name == "when":
        return words.condition({"when": value}, items) if value else _("always")
    if name == "compute":
        return words.computation({"compute": value}, items) if value else ""
    if name == "type":
        return words.type_name(value)
    if name == "signs":
        return words.signers(value) or _("nobody")
    if name.endswith("_months"):
        return show.months(value) if value else _("no end")
    if isinstance(value, list):
        return "; ".join(each if isinstance(each, str) else _both(each) for each in value)
    if isinstance(value, bool) or value is None:
        return _("yes") if value else _("no")
    return str(value)


def _both(said):
    return " / ".join(dict.fromkeys(said[code] for code in LANGUAGES if said.get(code)))
