"""Papers as people fill and sign them."""

from pathlib import Path

from cairn.papers import agreeing, filling, reading, shown, signing
from cairn.papers.models import Answer, Consent

DOCUMENTS = Path(__file__).parent / "documents"
CONSENT = {
    "who_discloses": "Hope House",
    "what": ["attendance", "goals"],
    "to_whom": "County Clinic",
    "why": ["care"],
    "expires_on": "2035-12-31",
}


def fresh(town, paper, by=None):
    """The paper as it is now, through Ben's door."""
    return reading.paper_for(by or town.ben, paper.pk)


def begin(town, key, *, by=None, way=None):
    """A paper of Ben's."""
    return fresh(town, filling.begin(way or town.ben_way, key=key, by=by or town.ben))


def fill(paper, *, by, **answers):
    """These answers stand, over what is there."""
    for item, value in answers.items():
        row = Answer.objects.filter(paper=paper, item=item).first()
        filling.answer(paper, item=item, value=value, revision=row.revision if row else 0, by=by)


def digest(paper, by, language=""):
    """What they read now, in their language."""
    return shown.laid(paper, language=language or by.person.language).digest


def sign(town, paper, *, by, language="", **more):
    """They sign what they read now."""
    paper = fresh(town, paper, by)
    given = {"name": by.person.chosen_name, "intent": True, "digest": digest(paper, by, language), **more}
    return signing.sign(paper, by=by, language=language, **given)


def witness(town, paper, *, by, **more):
    """They are the witness of what they read now."""
    paper = fresh(town, paper, by)
    given = {"name": by.person.chosen_name, "intent": True, "digest": digest(paper, by), **more}
    return signing.witness(paper, by=by, **given)


def agree(town, paper, *, by, verb=agreeing.propose):
    """They put the plan forward, or agree to it."""
    paper = fresh(town, paper, by)
    return verb(paper, digest=digest(paper, by), by=by)


def liability(town, **answers):
    """A paper with what it needs before names."""
    paper = begin(town, "liability")
    fill(paper, by=town.ben, **{"rides": True, "belt": "Ana drives", "own": "I feel safe", **answers})
    return fresh(town, paper)


def signed(town, **answers):
    """The same with every name."""
    paper = liability(town, **answers)
    sign(town, paper, by=town.ben)
    sign(town, paper, by=town.ana)
    witness(town, paper, by=town.chloe)
    return fresh(town, paper)


def plan(town, **answers):
    """A plan that both agreed to."""
    paper = begin(town, "team-plan")
    fill(paper, by=town.ben, **{"hours": "Nine to five", **answers})
    agree(town, paper, by=town.ana)
    agree(town, paper, by=town.ben, verb=agreeing.agree)
    return fresh(town, paper)


def consent(town, key="release", **answers):
    """A permission that Ben gave."""
    paper = begin(town, key)
    fill(paper, by=town.ben, **{**CONSENT, **answers})
    sign(town, paper, by=town.ben)
    return Consent.objects.get(paper=paper)


def fill_needed(paper, *, by):
    """Every part that a name waits for has an answer that fits."""
    for _round in range(3):
        for item in shown.laid(paper, language="en").sheet["items"]:
            if item["is_missing"]:
                filling.answer(paper, item=item["id"], value=fitting(item), revision=item["revision"], by=by)


def fitting(item):
    """An answer that fits this item."""
    if item["type"] in ("choice", "choices"):
        value = item["options"][0]["value"]
        return [value] if item["type"] == "choices" else value
    if item["type"] == "table":
        row = {item["columns"][0]["id"]: "Rosa"}
        return {item["rows"][0]["id"]: row} if item.get("rows") else [row]
    plain = {"yesno": True, "date": "2035-12-31", "number": 3, "scale": item.get("low"), "person": {"name": "Rosa"}}
    return plain.get(item["type"], "Words")


def complete(town, paper):
    """It is filled in, and every name that it needs stands under it."""
    fill_needed(paper, by=town.ben)
    if paper.form.kind == "consent":
        fill(paper, by=town.ben, expires_on="2035-12-31")
    by = {"participant": town.ben, "supporter": town.ana, "coordinator": town.chloe}
    for role in paper.version.signs:
        if paper.form.kind == "plan":
            first = fresh(town, paper).state == "draft"
            agree(town, paper, by=by[role], verb=agreeing.propose if first else agreeing.agree)
        else:
            sign(town, paper, by=by[role])
    if not paper.version.signs:
        filling.finish(paper, by=town.ben)
    if paper.version.witness:
        witness(town, paper, by=town.chloe)
    return fresh(town, paper)
