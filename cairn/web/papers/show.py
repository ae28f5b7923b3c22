"""A paper's head and what stands in it, prepared for its pages; and the small card of one that waits."""

import hashlib
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cairn.papers import sealing, shown
from cairn.papers.rules import life
from cairn.papers.rules.filled import is_empty, mark
from cairn.papers.rules.life import Kind, State
from cairn.people.roles import NAMES, Role

from .. import answers, texts

SPOKEN = {"en": "English", "es": "Español"}
ICONS = {
    Kind.PLAN: "journey",
    Kind.CONSENT: "share",
    Kind.AGREEMENT: "sign",
    Kind.NOTICE: "info",
    Kind.POLICY: "shield",
    Kind.SURVEY: "list",
}
DECIDED = {"mine", "yours", "undecided"}  # a boundary, item by item


def language(request):
    """The language in which they read this paper: the one they asked for on its page, else their own."""
    asked = request.GET.get("language", "")
    return asked if asked in life.LANGUAGES else sealing.language_of(request.who)


def address(request, name, *args, **more):
    """The address of a page of a paper, in the language that was asked for."""
    asked = request.GET.get("language", "")
    query = {**({"language": asked} if asked in life.LANGUAGES else {}), **more}
    path = reverse(name, args=args)
    return f"{path}?{urlencode(query)}" if query else path


def card(row):
    """A paper that waits, on somebody's first page (a row of ``papers.reading``): what, whose, where it stands."""
    spoken = page_language()
    return {
        "id": row.paper.pk,
        "title": row.title(spoken),
        "name": row.name,
        "state": waiting(row),
        "due": texts.short_day(row.due_on) if row.due_on else "",
        "icon": ICONS.get(row.paper.form.kind, "file"),
        "url": reverse("paper", args=[row.paper.pk]),
    }


def page_language():
    """The language of the page, where papers are written in it; else the first of theirs."""
    here = (translation.get_language() or "en")[:2]
    return here if here in life.LANGUAGES else life.LANGUAGES[0]


def waiting(row):
    """What a paper waits for, in a few words."""
    if row.state == State.DRAFT:
        return _("begun, not signed yet")
    if row.state == State.WAITING:
        return _("waits for {names}").format(names=roles(row.missing))
    return _("to look at again")


def roles(names):
    """These roles in words: "participant and peer supporter"."""
    said = [_(NAMES[Role(name)]) for name in names]
    if len(said) < 2:
        return "".join(said)
    return _("{some} and {last}").format(some=", ".join(said[:-1]), last=said[-1])


def short(request, paper, title):
    """The paper as its pages name it, with the ways around it."""
    is_own = request.who.person_id == paper.subject_id
    here = language(request)
    person = paper.participation.person
    urls = {
        name.replace("-", "_"): address(request, f"paper-{name}", paper.pk)
        for name in (
            "filling", "item", "news", "reading", "signature", "agreement", "witness", "refusal", "copy", "renewal",
            "newer", "changes", "review", "finish", "removal", "print", "pdf", "handover", "return",
        )
    }  # fmt: skip
    return {
        "id": paper.pk,
        "title": title,
        "kind": paper.form.kind,
        "state": paper.state,
        "is_own": is_own,
        "is_plan": paper.form.kind == Kind.PLAN,
        "name": person.chosen_name,
        "program": paper.participation.program.name,
        "urls": {**urls, "here": address(request, "paper", paper.pk)},
        "back": reverse("my-papers") if is_own else reverse("person-papers", args=[paper.participation_id]),
        "language": here,
        "languages": [
            {"code": code, "label": SPOKEN[code], "current": code == here, "url": f"?{urlencode({'language': code})}"}
            for code in life.LANGUAGES
        ],
    }


def items(paper, laid, who):
    """The items of a paper, with who wrote what, whose own words they wait for, and texts to choose from."""
    is_own = who.person_id == paper.subject_id
    name = paper.participation.person.chosen_name
    found = []
    for item in laid.sheet["items"]:
        found.append(
            {
                **item,
                "by": _by(item, laid, paper),
                "kept_for": name if item["hands"] and not is_own else "",
                "texts": _texts(item, laid) if item["beside"] else [],
            }
        )
    return found


def _by(item, laid, paper):
    name = laid.people.get(item["author"], "")
    if not name or is_empty(item["value"]):
        return None
    return {"name": name, "voice": "participant" if item["author"] == str(paper.subject_id) else "supporter"}


def _texts(item, laid):
    """The text that stands and those that came beside it."""
    there = [{"value": item["value"], "name": laid.people.get(item["author"], "")}, *item["beside"]]
    return [
        {"words": answers.words(item, each["value"]), "mark": mark(each["value"]), "name": each["name"]}
        for each in there
    ]


def stamp(paper, laid):
    """A short sign of all that a page of an open paper shows, so that it is fetched anew only when it changed."""
    said = [paper.state, str(paper.version_id), *laid.missing]
    for item in laid.sheet["items"]:
        said.append(f"{item['id']} {item['revision']} {[mark(each['value']) for each in item['beside']]}")
    said += [f"{name['kind']} {name['person']} {name['at']}" for name in laid.names]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def together(asked):
    """Items for reading: boundaries that follow each other, each with its words, become one table."""
    found, taken = [], set()
    for item in asked:
        if item["id"] in taken or not item["is_visible"]:
            continue
        if not _is_boundary(item):
            found.append(item)
            continue
        words = next((other for other in asked if other["id"] == f"{item['id']}_words"), None)
        if words is not None:
            taken.add(words["id"])
        row = _boundary(item, words)
        if found and found[-1]["type"] == "boundaries":
            found[-1]["points"].append(row)
        else:
            found.append({"id": item["id"], "type": "boundaries", "points": [row], "heads": _heads(item)})
    return found


def _is_boundary(item):
    return item["type"] == "choice" and {option["value"] for option in item["options"]} == DECIDED


def _heads(item):
    return [option["text"] for option in item["options"]]


def _boundary(item, words):
    return {
        "id": item["id"],
        "text": item["text"],
        "marks": [option["value"] == item["value"] for option in item["options"]],
        "words": (words["value"] or "") if words else "",
    }


def kept(paper, sent, spoken):
    """What somebody sent that could not be kept any more, to be read and copied: ``[(question, words)]``."""
    shown_items = shown.sheet(shown.plain(paper.version), {}, language=spoken)["items"]
    found = []
    for item in shown_items:
        value, _revision, before = sent.get(item["id"], (None, 0, mark(None)))
        if mark(value) != before and (words := _readable(item, value)):
            found.append((item["text"], words))
    return found


def _readable(item, value):
    try:
        return answers.words(item, value)
    except (AttributeError, ValueError, TypeError):
        return str(value)
