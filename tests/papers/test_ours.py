"""The papers that we ship, each taken the whole way: begun, filled in, signed, and, where it is one, a permission."""

from pathlib import Path

import pytest

from cairn.lib import clock
from cairn.papers import agreeing, consenting, filling, reading, shipping, shown
from cairn.papers.models import Consent
from cairn.papers.rules import filled
from cairn.papers.rules.life import NOT_FILLED

from . import paperwork

pytestmark = pytest.mark.django_db
OURS = Path(shipping.__file__).parent / "documents"


@pytest.fixture(autouse=True)
def ours(monkeypatch):
    monkeypatch.setattr(shipping, "FOLDER", OURS)


def sample(item):
    """Something that may stand in this item."""
    kind = item["type"]
    if kind in ("choice", "choices"):
        values = [option["value"] for option in item["options"]]
        return values[0] if kind == "choice" else values
    if kind == "table":
        row = {column["id"]: sample(column) for column in item["columns"]}
        return {named["id"]: row for named in item["rows"]} if item.get("rows") else [row]
    plain = {
        "line": "A line",
        "words": "Words",
        "date": "2035-12-31",
        "number": 3,
        "yesno": True,
        "person": {"name": "Rosa"},
    }
    return item["low"] if kind == "scale" else plain[kind]


def fill_in(paper, by):
    """Every part that is asked has something in it, also those that only now are asked."""
    answers = {}
    for _ in range(10):
        asked = [i for i in filled.visible(paper.version.items, answers) if i["type"] not in filled.READ_ONLY]
        if new := {i["id"]: sample(i) for i in asked if i["id"] not in answers}:
            paperwork.fill(paper, by=by, **new)
            answers |= new
    return answers


@pytest.mark.parametrize("path", sorted(OURS.glob("*.toml")), ids=lambda path: path.stem)
def test_each_goes_the_whole_way(town, path):
    key, plain = path.stem, shipping.documents()[path.stem]
    if plain["kind"] in NOT_FILLED:
        assert shown.sheet({**plain, "number": 1}, {}, language="es")["items"]
        return
    paper = paperwork.begin(town, key)
    fill_in(paper, town.ben)
    if not plain["signs"]:
        filling.finish(paper, by=town.ben)
    for role, by in (("participant", town.ben), ("supporter", town.ana)):
        if role in plain["signs"] and plain["kind"] == "plan":
            paperwork.agree(town, paper, by=by, verb=agreeing.propose)
        elif role in plain["signs"]:
            paperwork.sign(town, paper, by=by, language="es")
    if plain["witness"]:
        paperwork.witness(town, paper, by=town.chloe)
    assert paperwork.fresh(town, paper).state == "signed"
    assert reading.standing(town.ben_way)[key].state == "signed"


@pytest.mark.parametrize("path", sorted(OURS.glob("release*.toml")), ids=lambda path: path.stem)
def test_each_permission_covers_what_it_says(town, path):
    paper = paperwork.begin(town, path.stem)
    answers = fill_in(paper, town.ben)
    paperwork.sign(town, paper, by=town.ben)
    assert Consent.objects.get().elements["until_event"] == "A line"
    asked = {"what": "goals", "to": answers["to_whom"], "why": answers["why"][0], "today": clock.today("UTC")}
    assert consenting.why_not_release(town.ben_way, **asked) == ""
    assert consenting.why_not_release(town.ben_way, **{**asked, "to": "Somebody else"})
