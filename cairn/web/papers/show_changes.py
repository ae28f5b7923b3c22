"""What is different: between two agreed papers, before and after; and between two texts of a form."""

from django.utils.translation import gettext as _

from cairn.papers import consenting, reading, shown
from cairn.papers.rules import differences as rules

from .. import answers, texts


def words(change):
    """What kind of change it is, in a word."""
    return {rules.ADDED: _("new"), rules.CHANGED: _("changed"), rules.REMOVED: _("taken out")}[change]


def between(old, new, spoken):
    """``{title, changes}``: each part that says something else, with its words before and now."""
    before, now = (shown.laid(paper, language=spoken).sheet for paper in (old, new))
    known = {item["id"]: item for sheet in (before, now) for item in sheet["items"]}
    return {
        "title": now["title"],
        "changes": [
            {
                "text": known[each.item["id"]]["text"],
                "change": each.change,
                "word": words(each.change),
                "before": answers.words(known[each.item["id"]], each.before),
                "now": answers.words(known[each.item["id"]], each.now),
            }
            for each in reading.differences(old, new)
        ],
    }


def named(paper, zone):
    """A filling in a few words: since when it holds, or that it is still being written."""
    if paper.closed_at is None:
        return {"id": paper.pk, "words": _("what is being written now")}
    day, time = texts.date(consenting.day(paper.closed_at, zone)), texts.time(paper.closed_at, zone)
    return {"id": paper.pk, "words": _("as it was on {day}, {time}").format(day=day, time=time)}


def texts_of(paper, version, spoken):
    """What the newer text says otherwise than the one of this paper: ``{title, what_changed, changes, asks_again}``."""
    said = paper.seal.body["version"] if paper.closed_at else shown.plain(paper.version)
    old, new = (_texts(each, spoken) for each in (said, shown.plain(version)))
    changes = [
        {"change": kind, "word": words(kind), "before": old.get(item, ""), "now": new.get(item, "")}
        for item, kind in _changed(old, new)
    ]
    return {
        "title": version.title.get(spoken) or version.title.get("en", ""),
        "what_changed": version.what_changed.get(spoken) or version.what_changed.get("en", ""),
        "changes": changes,
        "asks_again": paper.outdated,
    }


def _texts(said, spoken):
    """``{item: all that it says}``, with what stands above the items."""
    sheet = shown.sheet(said, {}, language=spoken)
    found = {"": "\n".join(filter(None, (sheet["title"], sheet["why"])))}
    for item in sheet["items"]:
        found[item["id"]] = "\n".join(filter(None, (item["text"], item.get("hint", ""), *_choices(item))))
    return found


def _choices(item):
    parts = [*item.get("options", ()), *item.get("columns", ()), *item.get("rows", ())]
    return [f"• {part['text']}" for part in parts]


def _changed(old, new):
    for item in [*new, *(item for item in old if item not in new)]:
        if old.get(item, "") != new.get(item, ""):
            yield item, rules.ADDED if item not in old else rules.REMOVED if item not in new else rules.CHANGED
