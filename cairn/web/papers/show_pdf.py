"""Papers, the wallet card and letters as plain values for the PDF pages."""

import datetime

from django.utils.translation import gettext as _

from cairn.papers import shown

from .. import answers, texts
from . import show_names

KINDS = {"yesno": "choice", "heading": "heading", "text": "text", "words": "words"}
LIKE_THEM = ("choice", "choices", "scale", "table")


def paper(signed, spoken, copies):
    """A signed paper: its exact text and answers, its names, its seal."""
    body, zone = signed.seal.body, signed.organization.zone
    laid = shown.laid(signed, language=spoken)
    names = show_names.signatures(laid.names, zone)
    return {
        "organization": {"name": body["about"]["organization"]},
        "why": laid.sheet["why"],
        "head": head(signed),
        "facts": facts(signed, body, laid.sheet, zone),
        "items": [item(each) for each in laid.sheet["items"] if each["is_visible"]],
        "names": [name(each) for each in names],
        "copy": "; ".join(f"{each['how']}, {each['at']}" for each in copies),
    }


def head(signed):
    """The place of the seal in the history of the house, and the mark of what was signed."""
    digest = bytes(signed.seal.digest).hex()[: show_names.SHORT_DIGEST]
    groups = " ".join(digest[n : n + 4] for n in range(0, len(digest), 4))
    return f"{signed.place} · {groups}" if signed.place else groups


def facts(signed, body, sheet, zone):
    """Whose paper it is, and which text."""
    return [
        [_("Participant"), body["about"]["participant"]],
        [_("Program"), body["about"]["program"]],
        [_("Text"), _("number {n}").format(n=sheet["number"])],
        [_("Since"), texts.date(datetime.datetime.fromisoformat(body["at"]).astimezone(_zone(zone)))],
    ]


def _zone(name):
    return texts.zoneinfo.ZoneInfo(name)


def name(signature):
    """A name, with what was said above it and the mark of what it stands under."""
    said = [signature["choice_label"], signature["credential"], signature["intent"], signature["digest"]]
    return {
        "name": signature["name"],
        "role": signature["role"],
        "on": signature["at"],
        "how": " · ".join(filter(None, said)),
        "voice": signature["voice"],
    }


def item(each):
    """One item with its answer."""
    kind = KINDS.get(each["type"], each["type"] if each["type"] in LIKE_THEM else "line")
    found = {"kind": kind, "text": each["text"], "hint": each.get("hint", "")}
    if kind in ("choice", "choices"):
        found["options"] = [{"text": w, "on": answers.chosen(each, v)} for v, w in answers.options(each)]
    elif kind == "scale":
        found |= {part: each.get(part, "") for part in ("low", "high", "low_word", "high_word")}
        found["value"] = each["value"]
    elif kind == "table":
        found |= _table(each)
    elif kind not in ("heading", "text"):
        found["answer"] = answers.words(each, each["value"])
        found["voice"] = "participant" if each["hands"] else ""
    return found


def _table(each):
    columns, fixed = each["columns"], bool(each.get("rows"))
    rows = [
        [*([title] if fixed else []), *(answers.words(c, cells.get(c["id"])) for c in columns)]
        for _id, title, cells in answers.rows(each)
    ]
    return {"columns": [*([""] if fixed else []), *(c["text"] for c in columns)], "rows": rows}


def card(organization, shown_card):
    """The wallet card: two faces, or more where there is much to say."""
    entries = [{"label": entry["label"], "text": entry["text"]} for entry in shown_card["entries"]]
    calls = [{"label": line["label"], "text": line["tel"]} for line in shown_card["lines"]]
    panels = [{"title": shown_card["name"], "rows": [*calls, *entries[: len(entries) // 2]]}]
    panels.append({"title": shown_card["title"], "rows": entries[len(entries) // 2 :]})
    return {"organization": {"name": organization.name}, "why": shown_card["state"], "panels": panels}


def letter(organization, *, to, day, paragraphs, closing, name, role):
    """A plain letter."""
    return {
        "organization": {"name": organization.name},
        "to": [to],
        "on": day,
        "paragraphs": paragraphs,
        "closing": closing,
        "name": name,
        "role": role,
    }
