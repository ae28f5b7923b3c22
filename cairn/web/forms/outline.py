"""A draft as its designer shows it: parts in order, in both languages, with what still stands in the way."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.papers.rules import drafting
from cairn.papers.rules.life import LANGUAGES
from cairn.papers.rules.shape import COLUMN_TYPES

from .. import texts
from . import show, words, written


def parts(version):
    """Every part of a draft: its words in both languages, its type, and small words about it."""
    items, last = version.items, len(version.items) - 1
    return [
        {
            "id": item["id"],
            "type": words.type_name(item["type"]),
            "icon": words.TYPES[item["type"]][2],
            "kind": item["type"],
            "name": words.name(item),
            "en": item["text"].get("en", ""),
            "es": item["text"].get("es", ""),
            "hints": [item.get("hint", {}).get(code, "") for code in LANGUAGES],
            "answers": _answers(item),
            "about": _about(item, items),
            "hard": next((said for code in LANGUAGES if (said := show.hard(item["text"].get(code, ""), code))), ""),
            "is_first": n == 0,
            "is_last": n == last,
            "url": reverse("form-draft-part", args=[version.pk, item["id"]]),
        }
        for n, item in enumerate(items)
    ]


def _answers(item):
    """The words to choose from, both languages beside each other: [(english, spanish)]."""
    pairs = item.get("options") or item.get("columns") or []
    found = [(pair.get("en", "–"), pair.get("es", "–")) for pair in pairs]
    if item["type"] == "scale":
        ends = [(item["low"], item.get("low_word", {})), (item["high"], item.get("high_word", {}))]
        found = [tuple(f"{n} {said.get(code, '')}".strip() for code in LANGUAGES) for n, said in ends]
    return found


def _about(item, items):
    """Small words: needs an answer, whose hands, when it is asked, what it computes."""
    found = [
        (item.get("required"), _("needs an answer"), "amber"),
        (item.get("hands"), _("participant’s own words"), "plum"),
        (item.get("card"), _("on the wallet card"), "sky"),
        (item.get("when"), words.condition(item, items), "sky"),
        (item.get("compute"), words.computation(item, items) if item.get("compute") else "", "plain"),
        (item.get("rows"), _("{n} named rows").format(n=len(item.get("rows", []))), "plain"),
    ]
    return [(said, tone) for there, said, tone in found if there and said]


def problems(found, items):
    """What stands in the way of publishing: [{text, url}], each said once, with parts called by their words."""
    known, place = words.names(items), {"title": "about", "why": "about"}
    lines = {}
    for sentence, values in found:
        item = values.get("item", "")
        called = {**known, "title": _("Title"), "why": _("What it is for")}
        said = {key: called.get(value, value) if key in ("item", "other") else value for key, value in values.items()}
        anchor = f"item-{item}" if item in known else place.get(item, "about")
        lines.setdefault(texts.sentence(sentence, **{"item": "", **said}), f"#{anchor}")
    return [{"text": text, "url": url} for text, url in lines.items()]


def form(said, version, *, item=None, after=None):
    """What the form of a part needs besides what was typed."""
    kind, before = said["type"], drafting.earlier(version.items, item and item["id"], after)
    family = next((pair for pair in written.FAMILIES if kind in pair), ())
    return {
        "said": said,
        "item": item,
        "type": words.type_name(kind),
        "kind": kind,
        "family": [(each, words.type_name(each)) for each in family],
        "is_read": words.is_read_only(kind),
        "is_plan": version.form.kind == "plan",
        "lists": written.BELONGS.get(kind, ()),
        "column_types": [(each, words.type_name(each)) for each in COLUMN_TYPES],
        "conditions": conditions(before),
        "numbers": [(each["id"], words.name(each)) for each in drafting.added_up(before)],
        "countable": [(each["id"], words.name(each)) for each in drafting.counted(before)],
        "awaits_number": any(each["type"] == "number" for each in drafting.awaited(before)),
        "names_needed": _gives(item),
    }


def _gives(item):
    return (
        _("This part gives something that a permission needs. Its meaning stays, whatever the words say.")
        if (item and item.get("element"))
        else ""
    )


def conditions(before):
    """What a part can wait for: [(part, [(value, answer)])], of the parts above it."""
    return [(words.name(item), _values(item)) for item in drafting.awaited(before)]


def _values(item):
    kind, start = item["type"], f"{item['id']}="
    if kind == "yesno":
        return [(f"{start}yes", _("Yes")), (f"{start}no", _("No"))]
    if kind == "scale":
        return [(f"{start}{n}", str(n)) for n in range(item["low"], item["high"] + 1)]
    if kind == "number":
        return [(f"{start}#", _("the number below"))]
    return [(f"{start}{option['value']}", words.in_(option)) for option in item["options"]]


def chapters(version, shelves, chosen):
    """The papers that a book can hold, those in it first and in order: [{value, label, is_in}]. [] for other kinds."""
    if version.form.kind != "bundle":
        return []
    titles = {shelf.form.key: shelf.title(words.spoken()) for shelf in shelves if shelf.form.kind != "bundle"}
    rest = sorted(set(titles) - set(version.include), key=lambda key: titles[key].casefold())
    order = [key for key in version.include if key in titles] + rest
    return [{"value": key, "label": titles[key], "is_in": key in chosen} for key in order]


def about(version):
    """The form of what holds for the whole paper."""
    return {
        **{f"{name}_{code}": getattr(version, name).get(code, "") for name in ("title", "why") for code in LANGUAGES},
        "signs": list(version.signs),
        "include": list(version.include),
        "witness": version.witness,
        "copy": version.copy,
        "renew_months": version.renew_months or "",
        "review_months": version.review_months or "",
    }
