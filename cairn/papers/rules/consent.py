"""Permissions: what one must hold, whether it is active on a day, and whether it covers what somebody asks for.

A permission is put together from a signed paper. An item of the form says with ``element`` which part of the
permission it gives; without that, its id does. What is only read (the right to take it back) counts as it was shown.
Nothing said denies.
"""

import datetime

from cairn.lib.words import _

from . import filled
from .life import Signer

RELEASE, TREATMENT, LEGAL = "release", "treatment", "legal"
KINDS = {"release": RELEASE, "release-treatment": TREATMENT, "release-legal": LEGAL}
FOR_LEGAL = frozenset({"legal", "criminal", "civil", "administrative", "legislative"})  # needs a paper of its own

# What a permission must hold (42 CFR 2.31 as design/domain.md, section 7, has it); one for treatment holds two more.
ELEMENTS = {
    "who": _("the participant’s name"),
    "from": _("who may share"),
    "what": _("what may be shared"),
    "to": _("with whom"),
    "why": _("why"),
    "revoke": _("the right to take it back, and how"),
    "until": _("a day or an event with which it ends"),
    "signed": _("the participant’s signature with its day"),
}
MORE = {
    TREATMENT: {
        "redisclosure": _("that it may be passed on"),
        "refusing": _("what happens when somebody says no"),
    }
}
# Ids by which an item gives an element when it does not say so itself.
GIVEN_BY = {
    "person_name": "who",
    "who_discloses": "from", "from": "from",
    "what": "what", "what_other": "what",
    "what_not": "what_not",
    "to_whom": "to", "to": "to",
    "why": "why", "why_other": "why", "why_words": "why",
    "revoke_how": "revoke", "revoke": "revoke",
    "expires_on": "until", "expires_event": "until", "until": "until",
    "redisclosure": "redisclosure",
    "refusing": "refusing", "refusing_here": "refusing",
}  # fmt: skip
OTHER = "other"  # chosen, it says nothing by itself: the words beside it do
WHOLE = "whole_record"
LISTS = ("what", "to", "why")


def kind_of(key):
    """What kind of permission the form with this key gives."""
    return KINDS.get(key, RELEASE)


def needed(kind):
    """{element: its name} of what a permission of this kind must hold."""
    return {**ELEMENTS, **MORE.get(kind, {})}


def element_of(item):
    """The element that this item gives, or ""."""
    return item.get("element") or GIVEN_BY.get(item["id"], "")


def why_not_form(items, kind):
    """``(sentence, values)``: what a form lacks to become a permission when it is filled, or ("", {})."""
    given = {element_of(item) for item in items} | {"who", "signed"}
    for element, name in needed(kind).items():
        if element not in given:
            return _("A permission must say {element}. Please add a part for it."), {"element": name}
    return "", {}


def elements(items, answers, *, language, who, signed_on):
    """What a paper says, put together as a permission: ``{element: list or text}``; what is not said is not there.

    ``until`` becomes ``until_on`` (the last day) and ``until_event``. ``said`` holds what people read, in words.
    """
    found = {"who": who.strip(), "signed": signed_on.isoformat() if signed_on else "", "said": {}}
    for item in filled.visible(items, answers):
        if element := element_of(item):
            _give(found, element, item, answers.get(item["id"]), language)
    return {name: value for name, value in found.items() if value}


def _give(found, element, item, value, language):
    words = spoken(item, value, language)
    if not words:
        return
    found["said"].setdefault(element, []).extend(words)
    if element == "who":  # a name they go by elsewhere stands beside the one they have here
        return
    if element == "until":
        name = "until_on" if item["type"] == "date" else "until_event"
        found[name] = value if item["type"] == "date" else "; ".join(filter(None, [found.get(name, ""), *words]))
    elif element in LISTS:
        codes = _codes(item, value)
        found.setdefault(element, []).extend(words if codes is None else codes)
    else:
        found[element] = "\n".join(filter(None, [found.get(element, ""), *words]))


def _codes(item, value):
    """What was chosen, as codes; None for words, which stand for themselves."""
    if item["type"] not in ("choice", "choices"):
        return None
    return [code for code in (value if isinstance(value, list) else [value]) if code != OTHER]


def spoken(item, value, language):
    """An answer as a list of words to read; for what is only read, its text."""
    if item["type"] in ("text", "heading"):
        return [item["text"].get(language) or item["text"].get("en", "")]
    if filled.is_empty(value):
        return []
    if item["type"] in ("choice", "choices"):
        chosen = value if isinstance(value, list) else [value]
        return [option.get(language) or option["en"] for option in item["options"] if option["value"] in chosen]
    if item["type"] == "table":
        rows = value.values() if isinstance(value, dict) else value
        first = item["columns"][0]["id"]
        return [str(row[first]).strip() for row in rows if not filled.is_empty(row.get(first))]
    if item["type"] == "person":
        return [value["name"].strip()] if value.get("name") else []
    if item["type"] == "yesno":  # a yes gives what its text says; a no gives nothing
        return [item["text"].get(language) or item["text"].get("en", "")] if value else []
    return [line.strip() for line in str(value).splitlines() if line.strip()]


def missing(said, kind):
    """The elements that are not there, in order."""
    return [name for name in needed(kind) if not _has(said, name)]


def _has(said, name):
    if name == "until":
        return bool(said.get("until_on") or said.get("until_event"))
    return bool(said.get(name))


def why_not_active(said, kind, *, is_signed, is_revoked, until_on, today):
    """The sentence to read, or "" when the permission holds on that day. ``until_on``: its last day, or None."""
    if is_revoked:
        return _("This permission was taken back.")
    if not is_signed or missing(said, kind):
        return _("This permission is not whole: a part of it is missing.")
    if until_on is not None and today > until_on:
        return _("This permission has run out.")
    return ""


def why_not_cover(said, kind, *, what, to, why):
    """The sentence to read, or "" when the permission covers all of this. Nothing asked for is not covered."""
    wanted, to, why = _list(what), folded(to), folded(why)
    if not wanted or not to or not why:
        return _("Please say what is shared, with whom, and why.")
    if (why in FOR_LEGAL) != (kind == LEGAL):
        return _("For legal proceedings a permission on a paper of its own is needed.")
    given = _list(said.get("what"))
    if WHOLE not in given and not set(wanted) <= set(given):
        return _("The permission does not cover that part of the record.")
    if to not in _list(said.get("to")):
        return _("The permission does not name them.")
    if why not in _list(said.get("why")) and why != "legal":
        return _("The permission was given for another reason.")
    return ""


def _list(said):
    said = said or []
    return [folded(each) for each in ([said] if isinstance(said, str) else said) if folded(each)]


def folded(text):
    """Words for comparing: case and spaces do not matter."""
    return " ".join(str(text or "").split()).casefold()


def last_day(said):
    """The day on which it ends, or None when an event ends it."""
    day = said.get("until_on")
    return datetime.date.fromisoformat(day) if day else None


def why_not_activate(said, kind, *, today):
    """The sentence to read, or "" when this may become a permission today."""
    if missing(said, kind):
        return _("A part of this permission is missing, so it does not hold yet.")
    day = last_day(said)
    if day is not None and day < today:
        return _("The day on which this permission ends is over. Please choose a later one.")
    return ""


def why_not_signers(roles):
    """The sentence to read, or "" when those who signed include the participant: nobody else can give permission."""
    return "" if Signer.PARTICIPANT in roles else _("A permission needs the participant’s own name.")
