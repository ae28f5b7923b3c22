"""The shape of a paper's text: what an items list may hold. Whatever stands in the way is said with the item's id.

A version is plain data: ``{key, kind, title, why, items, signs, witness, copy, renew_months, review_months, include}``,
texts as ``{"en": …, "es": …}``. While it is drafted a text may be missing; to be published it must be whole in both
languages.
"""

import re

from cairn.lib.words import _

from .filled import READ_ONLY
from .life import LANGUAGES, NOT_FILLED, Kind, Signer

TYPES = (
    "text", "line", "words", "choice", "choices", "scale", "date", "number", "yesno", "person", "table", "heading",
    "computed",
)  # fmt: skip
COLUMN_TYPES = ("line", "words", "choice", "scale", "date", "number", "yesno", "person")
NUMBERS = ("scale", "number")
ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
LONGEST_ID, LONGEST_TEXT, MOST_ITEMS, MOST_OPTIONS, LONGEST_SCALE = 60, 20_000, 200, 40, 20
MOST_MONTHS = 120

_COMMON = {"id", "type", "text", "hint", "required", "hands", "when", "element", "card"}
_OWN = {
    "choice": {"options"},
    "choices": {"options"},
    "scale": {"low", "high", "low_word", "high_word"},
    "table": {"columns", "rows"},
    "computed": {"compute"},
}
_LEFT_OUT = {"hint", "required", "rows", "hands", "when", "element", "card", "low_word", "high_word"}
_PARTS = {
    "key", "kind", "title", "why", "items", "signs", "witness", "copy", "renew_months", "review_months", "include",
}  # fmt: skip


def whole(plain):
    """A version with every part in its place: what was not said is filled with what it means."""
    given = {name: plain[name] for name in _PARTS if name in plain}
    items = [whole_item(item) for item in given.pop("items", [])]
    empty = {
        "why": {},
        "signs": [],
        "witness": False,
        "copy": False,
        "renew_months": 0,
        "review_months": 0,
        "include": [],
    }
    return {**empty, **given, "items": items}


def whole_item(item):
    """An item without what is said by leaving it out."""
    return {name: value for name, value in item.items() if _says(name, value)}


def _says(name, value):
    """False for what is said by leaving it out: no hint, not required, no fixed rows."""
    return not (name in _LEFT_OUT and not value)


def why_not_version(plain, *, languages=LANGUAGES):
    """The first thing that stands in the way, as ``(sentence, values)``, or ("", {}). Empty ``languages``: a draft."""
    return next(iter(_version(plain, languages)), ("", {}))


def problems(plain, *, languages=LANGUAGES):
    """Everything that stands in the way, as ``(sentence, values)``, in the order of the items."""
    return list(_version(plain, languages))


def why_not_items(items, *, languages=LANGUAGES):
    """The same about a list of items."""
    return next(iter(_items(items, languages)), ("", {}))


def _version(plain, languages):
    if unknown := sorted(set(plain) - _PARTS):
        yield _("“{part}” is not a part of a paper that is known here."), {"part": unknown[0]}
    if plain.get("kind") not in set(Kind):
        yield _("Please say what kind of paper this is."), {}
        return
    if not isinstance(plain.get("key"), str) or not ID.fullmatch(plain["key"]) or len(plain["key"]) > 40:
        yield _("A paper needs a short key of small letters, such as “house-rules”."), {}
    for name in ("title", "why"):
        needed = languages if name == "title" or plain.get("why") else ()
        yield from ((why, {"item": name}) for why in _texts(plain.get(name, {}), needed))
    yield from _signing(plain)
    included = plain.get("include", [])
    named = [is_id(key) for key in included] if isinstance(included, list) else [False]
    if not all(named) or len(set(included)) != len(included) or (included and plain["kind"] != Kind.BUNDLE):
        yield _("A bundle names the papers that it puts together, each once; other papers name none."), {}
    yield from _items(plain.get("items", []), languages)


def _signing(plain):
    signs = plain.get("signs", [])
    if (
        not isinstance(signs, list)
        or not set(map(str, signs)) <= set(Signer)
        or len(set(map(str, signs))) != len(signs)
    ):
        yield _("Signatures can be asked of the participant, the supporter and the coordinator, of each once."), {}
        return
    if plain["kind"] in NOT_FILLED and signs:
        yield _("This kind of paper is only read, so nobody signs it."), {}
    if plain["kind"] == Kind.CONSENT and Signer.PARTICIPANT not in signs:
        yield _("A permission needs the participant’s own name."), {}
    if plain.get("witness") and not signs:
        yield _("A witness is there when somebody signs. Please say whose names are needed."), {}
    for name in ("renew_months", "review_months"):
        months = plain.get(name, 0)
        if isinstance(months, bool) or not isinstance(months, int) or not 0 <= months <= MOST_MONTHS:
            yield _("Months are a whole number from 0 to 120."), {}


def _items(items, languages):
    if not isinstance(items, list) or len(items) > MOST_ITEMS:
        yield _("A paper holds up to two hundred parts."), {}
        return
    before = {}
    for place, item in enumerate(items, 1):
        if not isinstance(item, dict) or not is_id(item.get("id")):
            yield _("Part {place} needs an id of small letters and digits, such as “rides”."), {"place": place}
            return
        yield from ((why, {"item": item["id"], **more}) for why, more in _item(item, before, languages))
        before[item["id"]] = item


def is_id(value):
    """True when this can name an item, a row or a column."""
    return isinstance(value, str) and len(value) <= LONGEST_ID and bool(ID.fullmatch(value))


def is_value(value):
    """True when this can stand for an answer that is chosen."""
    return isinstance(value, str) and value == value.strip() and 0 < len(value) <= LONGEST_ID and value.isprintable()


def _item(item, before, languages):
    if item["id"] in before:
        yield _("“{item}” is there twice. Every part needs an id of its own."), {}
    kind = item.get("type")
    if kind not in TYPES:
        yield _("“{item}” is of a type that is not known here: {type}."), {"type": str(kind)[:40]}
        return
    if unknown := sorted(map(str, set(item) - _COMMON - _OWN.get(kind, set()))):
        yield _("“{item}” holds something that is not known here: {part}."), {"part": unknown[0][:40]}
    for name in ("text", "hint", "low_word", "high_word"):
        needed = languages if name == "text" or item.get(name) else ()
        yield from ((why, {}) for why in _texts(item.get(name, {}), needed))
    if kind in READ_ONLY and (item.get("required") or item.get("hands")):
        yield _("“{item}” is only read, so it cannot be required."), {}
    flags = (item.get("required", False), item.get("card", False))
    if not all(isinstance(flag, bool) for flag in flags) or item.get("hands") not in (None, "participant"):
        yield _("“{item}”: a part is required or not, and may be for the participant’s hands only."), {}
    if item.get("element") is not None and not is_id(item["element"]):
        yield _("“{item}”: what a part gives to a permission is named in small letters."), {}
    yield from _when(item, before)
    yield from _CHECKS.get(kind, lambda *_: ())(item, before, languages)


def _texts(said, needed):
    """What is wrong with a text in its languages."""
    if not isinstance(said, dict) or not all(isinstance(v, str) and len(v) <= LONGEST_TEXT for v in said.values()):
        yield _("“{item}”: a text is words in English and in Spanish.")
    elif set(said) - set(LANGUAGES):
        yield _("“{item}” is written in a language that papers do not have yet. English and Spanish are known.")
    elif any(not said.get(language, "").strip() for language in needed):
        yield _("“{item}” is not written in both languages yet. English and Spanish stand side by side.")


def _when(item, before):
    when = item.get("when")
    if when is None:
        return
    if not isinstance(when, dict) or set(when) != {"item", "equals"}:
        yield _("“{item}”: a condition names another part and the answer it waits for."), {}
        return
    other = before.get(when["item"]) if isinstance(when["item"], str) else None
    if other is None:
        yield (
            _("“{item}” waits for an answer to “{other}”, which does not come before it."),
            {"other": str(when["item"])[:60]},
        )
    elif not _can_be(other, when["equals"]):
        yield _("“{item}” waits for an answer that “{other}” cannot have."), {"other": other["id"]}


def _can_be(other, value):
    kind = other["type"]
    if kind == "yesno":
        return isinstance(value, bool)
    if kind in ("choice", "choices"):
        options = other.get("options")
        return isinstance(options, list) and any(isinstance(o, dict) and o.get("value") == value for o in options)
    return kind in NUMBERS and isinstance(value, int) and not isinstance(value, bool)


def _options(item, before, languages):
    options = item.get("options")
    if not isinstance(options, list) or not 2 <= len(options) <= MOST_OPTIONS:
        yield _("“{item}” needs two answers or more to choose from."), {}
        return
    values = [option.get("value") if isinstance(option, dict) else None for option in options]
    if not all(is_value(value) for value in values) or len(set(values)) != len(values):
        yield _("“{item}”: each answer needs a short value of its own."), {}
        return
    for option in options:
        yield from ((why, {}) for why in _texts(_spoken(option, "value"), languages))


def _spoken(option, but):
    """The texts of an option, a row or a column, which carry their languages beside their id."""
    return {name: value for name, value in option.items() if name != but}


def _scale(item, before, languages):
    low, high = item.get("low"), item.get("high")
    whole_numbers = all(isinstance(n, int) and not isinstance(n, bool) for n in (low, high))
    if not whole_numbers or not low < high or high - low > LONGEST_SCALE or abs(low) > 100:
        yield _("“{item}”: a scale goes from a low whole number to a higher one, at most twenty steps."), {}


def _table(item, before, languages):
    columns, rows = item.get("columns"), item.get("rows") or []
    if not isinstance(columns, list) or not 1 <= len(columns) <= 10 or not isinstance(rows, list) or len(rows) > 60:
        yield _("“{item}”: a table has one to ten columns, and rows that are free or named."), {}
        return
    for part in (columns, rows):
        ids = [each.get("id") if isinstance(each, dict) else None for each in part]
        if not all(is_id(each) for each in ids) or len(set(ids)) != len(ids):
            yield _("“{item}”: each column and each row needs an id of its own."), {}
            return
    for row in rows:
        yield from ((why, {}) for why in _texts(_spoken(row, "id"), languages))
    for column in columns:
        yield from _column(column, before, languages)


def _column(column, before, languages):
    kind = column.get("type")
    if kind not in COLUMN_TYPES:
        yield _("“{item}” has a column of a type that a table cannot hold: {type}."), {"type": str(kind)[:40]}
        return
    spoken = {name: column[name] for name in LANGUAGES if name in column}
    if unknown := sorted(set(column) - {"id", "type", *LANGUAGES} - _OWN.get(kind, set())):
        yield _("“{item}” holds something that is not known here: {part}."), {"part": str(unknown[0])[:40]}
    yield from ((why, {}) for why in _texts(spoken, languages))
    yield from _CHECKS.get(kind, lambda *_: ())(column, before, languages)


def _compute(item, before, languages):
    compute = item.get("compute")
    if not isinstance(compute, dict) or len(compute) != 1 or set(compute) - {"sum", "mean", "count"}:
        yield _("“{item}” computes a sum, a mean, or how many rows there are."), {}
    elif "count" in compute:
        other = before.get(compute["count"]) if isinstance(compute["count"], str) else None
        if other is None or other["type"] not in ("table", "choices"):
            yield _("“{item}” counts the rows of a table that comes before it."), {}
    else:
        names = next(iter(compute.values()))
        others = [before.get(name) for name in names] if isinstance(names, list) and names else [None]
        if any(other is None or other["type"] not in NUMBERS for other in others):
            yield _("“{item}” adds up numbers and scales that come before it."), {}


_CHECKS = {
    "choice": _options,
    "choices": _options,
    "scale": _scale,
    "table": _table,
    "computed": _compute,
}
