"""One act, one name: each has a place in the table, a verb that asks and records it, and each verb has its act."""

import ast
from pathlib import Path

import pytest

from cairn.people.access import TABLE
from cairn.people.acts import Act

CAIRN = Path(__file__).parents[2] / "cairn"
ROOMS = ("people", "programs", "teams", "meetings", "goals", "notes")

# Acts that are only looked at or asked through a door, and so have no verb of their own.
DOORS = {Act.HISTORY_READ, Act.HOUSE_LOOK, Act.MEETING_READ, Act.PARTICIPATION_READ}
# Acts that nobody is granted, because who may do them is proved in another way: a code, a secret, the
# token of the device itself, the command line.
PROVED = {Act.ORGANIZATION_FOUND, Act.PERSON_JOIN, Act.PERSON_SIGN_IN, Act.PERSON_SIGN_OUT}
# Public functions of verb files that change rows without an act of their own, each with its reason.
PARTS = {
    "people/signing_in.py:who": "a door",
    "people/signing_in.py:whose": "a door",
    "people/signing_in.py:of": "a door",
    "people/signing_in.py:come_in": "asks for the secret; begin() records",
    "people/signing_in.py:prove": "asks for the secret again; changes nothing but the sign-in",
    "people/signing_in.py:prove_again": "prove(), with wrong tries counted",
    "people/signing_in.py:seen": "a sign of life",
    "people/joining.py:hold": "a part of welcome and grant",
    "people/joining.py:open_code": "a door",
    "people/joining.py:endow": "the command line's",
    "people/joining.py:invite": "welcome() and _code() ask and record",
    "people/joining.py:invitation": "a door",
    "teams/receiving.py:receive": "welcome(), begin() and join() ask and record",
    "notes/contacting.py:contact": "begin(), end(), open(), rewrite() and offer() ask and record",
    "notes/drafting.py:voices_of": "a door",
    "notes/drafting.py:stage_of": "a value",
    "notes/timing.py:end": "holding.end() records",
    "notes/timing.py:correct": "holding.change() records",
    "people/joining.py:make_code": "_code() records",
    "teams/inviting.py:code_again": "joining._code() records",
    "notes/describing.py:add_step": "stepping.add() asks and records",
    "notes/drafting.py:entries": "a door",
    "notes/drafting.py:walk": "a door",
    "notes/drafting.py:draft": "a door",
    "notes/drafting.py:places_of": "a value",
    "notes/drafting.py:late": "a door",
    "notes/drafting.py:rewrite": "keeping.append() records the first words of each hand",
    "notes/drafting.py:let_in": "a part of reopen",
    "notes/amending.py:manifest": "a value",
    "notes/amending.py:waiting": "a door",
    "notes/offering.py:hold": "a lock",
    "notes/offering.py:become": "a part of offer, reopen, sign and seal",
}


def verbs():
    """(place, function) of every public function in a verb file: a module whose name ends in -ing or -ing_in/_over."""
    for room in ROOMS:
        for path in sorted((CAIRN / room).glob("*.py")):
            if not path.stem.split("_")[0].endswith("ing") or path.stem in ("reading", "verifying", "keeping"):
                continue
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield f"{room}/{path.name}:{node.name}", node


def named(tree, function=None):
    """The acts that are named in this piece of code (as an argument of a call to ``function``, when given)."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (function is None or _called(node) == function):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name) and inner.value.id == "Act":
                    found.add(Act[inner.attr])
    return found


def _called(node):
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_every_act_has_its_place_in_the_table():
    assert set(TABLE) == set(Act)


def test_acts_are_flat_and_sorted_and_named_noun_verb():
    values = [act.value for act in Act]
    assert values == sorted(values)
    assert all(
        value.count(".") == 1 and act.name == value.replace(".", "_").upper()
        for act, value in ((a, a.value) for a in Act)
    )


def test_every_act_is_recorded_by_a_verb():
    recorded = set()
    for path in CAIRN.glob("*/*.py"):
        recorded |= named(ast.parse(path.read_text()), "record")
        recorded |= named(ast.parse(path.read_text()), "_become")
    assert set(Act) - recorded - DOORS == set()


def test_every_act_is_asked_for():
    asked = set()
    for path in CAIRN.glob("*/*.py"):
        tree = ast.parse(path.read_text())
        for call in ("require", "scope", "one", "allows", "_become"):
            asked |= named(tree, call)
    for path in CAIRN.glob("web/*/*.py"):
        asked |= {
            Act[n.attr]
            for n in ast.walk(ast.parse(path.read_text()))
            if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == "Act"
        }
    assert set(Act) - asked - PROVED == set()


@pytest.mark.parametrize(("place", "verb"), [pytest.param(p, v, id=p) for p, v in verbs()])
def test_every_verb_asks_and_records(place, verb):
    if place in PARTS:
        return
    code = ast.unparse(verb)
    assert "record(" in code or "_become(" in code, f"{place} leaves no trace in the history"
    assert ast.get_docstring(verb), f"{place} does not say what is true afterwards"


def test_the_list_of_exceptions_is_not_longer_than_it_must_be():
    assert set(PARTS) <= {place for place, _ in verbs()}


def test_every_act_has_a_sentence():
    from cairn.web import history

    assert set(history.SENTENCES) == set(Act)
