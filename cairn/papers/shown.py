"""A paper as it is shown and signed: text, answers and language, put together once for page, signature and seal."""

from dataclasses import dataclass

from cairn.lib import canonical
from cairn.people import reading as people

from .models import Answer, Name
from .rules import filled, life
from .shipping import PARTS


def plain(version):
    """The version as plain data, in the shape that the rules and the exchange read. Needs its form."""
    said = {part: getattr(version, part) for part in PARTS}
    return {"key": version.form.key, "kind": version.form.kind, "number": version.number, **said}


def about(paper):
    """What the paper is about, as people call it on this day."""
    way = paper.participation
    return {
        "participant": way.person.legal_name or way.person.chosen_name,
        "program": way.program.name,
        "organization": paper.organization.name,
    }


def answers(paper):
    """The answer rows of a paper that is not sealed, by item."""
    return {row.item: row for row in Answer.objects.filter(paper=paper)}


def names(paper, *, void=False):
    """The names that stand under it, in order; or (``void``) those that fell when something changed."""
    rows = Name.objects.filter(paper=paper, voided_at__isnull=not void).order_by("at", "pk")
    return list(rows)


def core(said, values, *, language, about, salt):
    """What a name stands for: the text that was shown in that language, the answers that count, whose paper it is."""
    counted, figures = filled.kept(said["items"], values), filled.computed(said["items"], values)
    items = [
        {**_text(item, language), "value": figures.get(item["id"], counted.get(item["id"]))}
        for item in filled.visible(said["items"], values)
    ]
    return {
        "form": said["key"],
        "number": said["number"],
        "language": language,
        "title": _in(said["title"], language),
        "why": _in(said["why"], language),
        "intent": life.INTENT.get(said["kind"], {}).get(language, ""),
        "items": items,
        "about": about,
        "salt": salt,
    }


def digest(core):
    """Of what is signed, as 32 bytes."""
    return canonical.digest(core)


def _in(texts, language):
    """A text in that language, or in English where it is not written in it."""
    return texts.get(language) or texts.get("en", "")


def _text(item, language):
    """An item with its texts in one language."""
    found = {"id": item["id"], "type": item["type"], "text": _in(item["text"], language)}
    for name in ("hint", "low_word", "high_word"):
        if item.get(name):
            found[name] = _in(item[name], language)
    for name in ("low", "high"):
        if name in item:
            found[name] = item[name]
    if "options" in item:
        found["options"] = [{"value": o["value"], "text": _in(o, language)} for o in item["options"]]
    if "columns" in item:
        found["columns"] = [{**_text({**c, "text": c}, language)} for c in item["columns"]]
    if item.get("rows"):
        found["rows"] = [{"id": row["id"], "text": _in(row, language)} for row in item["rows"]]
    return found


def sheet(said, values, *, language):
    """A version with answers for a page, in one language: every item, also those that are not asked now.

    Each item holds ``id, type, text, value, is_visible, is_missing, required, hands, card, when`` and what its type
    needs (``hint, options, columns, rows, low, high, low_word, high_word``).
    """
    asked = {item["id"] for item in filled.visible(said["items"], values)}
    missing = set(filled.missing(said["items"], values))
    figures = filled.computed(said["items"], values)
    items = [
        {
            **_text(item, language),
            "value": figures.get(item["id"], values.get(item["id"])),
            "is_visible": item["id"] in asked,
            "is_missing": item["id"] in missing,
            "required": item.get("required", False),
            "hands": item.get("hands", ""),
            "card": item.get("card", False),
            "when": item.get("when"),
        }
        for item in said["items"]
    ]
    return {
        "key": said["key"],
        "kind": said["kind"],
        "number": said["number"],
        "language": language,
        "title": _in(said["title"], language),
        "why": _in(said["why"], language),
        "intent": life.INTENT.get(said["kind"], {}).get(language, ""),
        "signs": said["signs"],
        "witness": said["witness"],
        "copy": said["copy"],
        "items": items,
    }


def entry(name):
    """A name as it is kept in the seal and shown on the page."""
    return {
        "kind": name.kind,
        "role": name.role,
        "person": str(name.person_id) if name.person_id else "",
        "name": name.name,
        "credential": name.credential,
        "words": name.words,
        "intent": name.intent,
        "meaning": name.meaning,
        "method": name.method,
        "language": name.language,
        "digest": bytes(name.digest).hex(),
        "at": name.at.isoformat(),
    }


def said(paper):
    """``(items, answers)`` of a paper: as sealed, or as they are now."""
    if paper.state == life.State.SIGNED:
        return paper.seal.body["version"]["items"], dict(paper.seal.body["answers"])
    rows = answers(paper)
    return paper.version.items, {item: row.value for item, row in rows.items() if not filled.is_empty(row.value)}


@dataclass(frozen=True)
class Laid:
    """A paper for its page. ``sheet``: text and answers in one language, each item also with ``revision``, ``author``
    (an id, or ""), ``mark`` and ``beside`` ([{value, by, name, at}]). ``names``, ``fallen``: as ``entry`` has
    them. ``needed``: roles whose names are missing. ``digest``: hex, what a signature in this language is over.
    """

    sheet: dict
    names: list
    fallen: list
    needed: list
    missing: list
    conflicts: list
    digest: str
    people: dict  # {id: chosen name} of everybody who wrote in it


def laid(paper, *, language):
    """The paper as its page shows it in that language. The caller came through a door. Three queries, one if sealed."""
    if paper.state == life.State.SIGNED:
        return _laid_sealed(paper, language)
    said, rows = plain(paper.version), answers(paper)
    values = {item: row.value for item, row in rows.items()}
    page = sheet(said, values, language=language)
    named = people.names({row.author_id for row in rows.values()} | {e["by"] for r in rows.values() for e in r.beside})
    named = {str(pk): name for pk, name in named.items()}
    for item in page["items"]:
        _beside(item, rows.get(item["id"]), named)
    every = list(Name.objects.filter(paper=paper).order_by("at", "pk"))
    now = [entry(n) for n in every if n.voided_at is None]
    signed = core(said, values, language=language, about=about(paper), salt=paper.salt)
    return Laid(
        page,
        now,
        [entry(n) for n in every if n.voided_at is not None],
        [role for role in said["signs"] if role not in [n["role"] for n in now if n["kind"] in ("signed", "agreed")]],
        [item["id"] for item in page["items"] if item["is_missing"]],
        [item["id"] for item in page["items"] if item["beside"] and item["is_visible"]],
        digest(signed).hex(),
        named,
    )


def _beside(item, row, named):
    item["revision"], item["author"] = (row.revision, str(row.author_id)) if row else (0, "")
    item["mark"] = filled.mark(row.value if row else None)
    item["beside"] = [{**each, "name": named.get(each["by"], "")} for each in row.beside] if row else []


def _laid_sealed(paper, language):
    body = paper.seal.body
    page = sheet(body["version"], body["answers"], language=language)
    for item in page["items"]:
        _beside(item, None, {})
    signed = core(body["version"], body["answers"], language=language, about=body["about"], salt=body["salt"])
    return Laid(page, body["names"], [], [], [], [], digest(signed).hex(), {})
