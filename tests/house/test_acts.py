"""One act, one name: each has a place in the table, a verb that asks and records it, and each verb has its act."""

import ast
from pathlib import Path

import pytest

from cairn.people.access import TABLE
from cairn.people.acts import Act

CAIRN = Path(__file__).parents[2] / "cairn"
ROOMS = ("people", "programs", "teams", "papers", "meetings", "goals", "concerns", "notes", "journey", "notices")

# Acts that are only looked at or asked through a door, and so have no verb of their own.
DOORS = {
    Act.CHANGE_READ,
    Act.CONCERN_FOLLOW,
    Act.FORM_READ,
    Act.HISTORY_READ,
    Act.HOUSE_LOOK,
    Act.MEETING_READ,
    Act.NOTICE_READ,
    Act.PARTICIPATION_READ,
    Act.TEXT_READ,
}
# Acts that nobody is granted, because who may do them is proved in another way: a code, a secret, the
# token of the device itself, the command line.
PROVED = {Act.ORGANIZATION_FOUND, Act.PERSON_JOIN, Act.PERSON_SIGN_IN, Act.PERSON_SIGN_OUT}
# Public functions of verb files that change rows without an act of their own, each with its reason.
PARTS = {
    "concerns/raising.py:coordinators_of": "a value",
    "concerns/raising.py:index": "a value",
    "journey/answering.py:answer_nameless": "on purpose: what has no name leaves no trace in any history",
    "journey/deciding.py:is_open": "a value",
    "journey/leaving.py:begin": "_open() and moving._go() record",
    "journey/moving.py:at": "a value",
    "journey/moving.py:hold": "a lock",
    "journey/moving.py:move": "_go() records",
    "journey/returning.py:ask": "_ask() records",
    "journey/returning.py:ask_with_code": "a code proves; _ask() records",
    "journey/returning.py:refer": "receive_public() and _ask() record",
    "journey/reviewing.py:due_tonight": "look_ahead() records",
    "journey/reviewing.py:look_ahead": "_put() records",
    "journey/reviewing.py:plan": "_put() records",
    "notes/amending.py:manifest": "a value",
    "notes/amending.py:waiting": "a door",
    "notes/contacting.py:contact": "begin(), end(), open(), rewrite() and offer() ask and record",
    "notes/describing.py:add_step": "stepping.add() asks and records",
    "notes/drafting.py:draft": "a door",
    "notes/drafting.py:entries": "a door",
    "notes/drafting.py:late": "a door",
    "notes/drafting.py:let_in": "a part of reopen",
    "notes/drafting.py:places_of": "a value",
    "notes/drafting.py:rewrite": "keeping.append() records the first words of each hand",
    "notes/drafting.py:stage_of": "a value",
    "notes/drafting.py:voices_of": "a door",
    "notes/drafting.py:walk": "a door",
    "notes/offering.py:become": "a part of offer, reopen, sign and seal",
    "notes/offering.py:hold": "a lock",
    "notes/timing.py:correct": "holding.change() records",
    "notes/timing.py:end": "holding.end() records",
    "notices/choosing.py:index": "a value",
    "notices/mailing.py:post": "a way out; the letter's row keeps how it went",
    "notices/noticing.py:catch_up": "derived from what was recorded",
    "notices/noticing.py:tell": "a part of catch_up and remind",
    "notices/noticing.py:tell_of": "a part of catch_up",
    "notices/opening.py:see": "one's own reading",
    "notices/opening.py:see_all": "one's own reading",
    "notices/posting.py:reached": "a value",
    "notices/posting.py:send_due": "the letter's row keeps how it went",
    "notices/posting.py:write": "a part of tell",
    "notices/reminding.py:remind": "derived from what was recorded",
    "papers/consenting.py:covering": "a door",
    "papers/consenting.py:day": "a value",
    "papers/consenting.py:hold": "a lock",
    "papers/consenting.py:standing": "a door",
    "papers/consenting.py:why_not_active": "a value",
    "papers/consenting.py:why_not_given": "a value",
    "papers/consenting.py:why_not_release": "a door",
    "papers/designing.py:design": "_draft() records",
    "papers/designing.py:draft": "_draft() records",
    "papers/designing.py:hold": "a lock",
    "papers/designing.py:problems": "a value",
    "papers/designing.py:restore": "draft() and change() ask and record",
    "papers/designing.py:take_in": "draft() and change() ask and record",
    "papers/designing.py:why_not_change": "a value",
    "papers/designing.py:why_not_publish": "a value",
    "papers/filling.py:answer": "_remember() records, once in a while",
    "papers/filling.py:answer_all": "_remember() records, once in a while",
    "papers/filling.py:begin": "_begin() records",
    "papers/filling.py:choose": "_remember() records, once in a while",
    "papers/filling.py:renew": "_begin() records",
    "papers/sealing.py:ask": "a value",
    "papers/sealing.py:become": "a part of every verb that changes the state",
    "papers/sealing.py:fall": "a part of filling and signing",
    "papers/sealing.py:go_on": "a part of signing and agreeing; seal() records",
    "papers/sealing.py:hold": "a lock",
    "papers/sealing.py:hold_way": "a lock",
    "papers/sealing.py:language_of": "a value",
    "papers/sealing.py:lay": "a lock",
    "papers/sealing.py:role_of": "a value",
    "papers/sealing.py:look_on": "a value",
    "papers/sealing.py:roles_of": "a value",
    "papers/sealing.py:stand": "a part of signing and agreeing",
    "papers/sealing.py:unproved": "a value",
    "papers/sealing.py:why_not_named": "a value",
    "papers/shipping.py:documents": "a door",
    "papers/shipping.py:hold_house": "a lock",
    "papers/shipping.py:published": "a door; ship() records",
    "papers/shipping.py:ship": "_lay() records",
    "papers/shipping.py:ship_everywhere": "ship() for each",
    "people/joining.py:endow": "the command line's",
    "people/joining.py:hold": "a part of welcome and grant",
    "people/joining.py:invitation": "a door",
    "people/joining.py:invite": "welcome() and _code() ask and record",
    "people/joining.py:make_code": "_code() records",
    "people/joining.py:open_code": "a door",
    "people/lending.py:ask": "asks for the secret; hand_over() records",
    "people/lending.py:give_back": "a part of hand_back",
    "people/lending.py:lend": "a part of hand_over",
    "people/lending.py:lender": "asks for the secret; hand_back() records",
    "people/reaching.py:keep": "a part of reach, and of welcoming somebody who was referred",
    "people/signing_in.py:come_in": "asks for the secret; begin() records",
    "people/signing_in.py:of": "a door",
    "people/signing_in.py:prove": "asks for the secret again; changes nothing but the sign-in",
    "people/signing_in.py:prove_again": "prove(), with wrong tries counted",
    "people/signing_in.py:seen": "a sign of life",
    "people/signing_in.py:who": "a door",
    "people/signing_in.py:whose": "a door",
    "teams/inviting.py:code_again": "joining._code() records",
    "teams/matching.py:match": "a part of answer: _begin(), _join() and welcome() record",
    "teams/matching.py:plain": "a value",
    "teams/matching.py:wishes_of": "a value",
    "teams/offering.py:hold": "a lock",
    "teams/pairing.py:begin": "_begin() records",
    "teams/pairing.py:join": "_join() records",
    "teams/receiving.py:receive": "welcome(), begin() and join() ask and record",
    "teams/referring.py:hold": "a lock",
    "teams/referring.py:house_of": "a part of receive_public",
    "teams/referring.py:taken_up": "move() is a row; the return that it is part of records",
    "teams/referring.py:move": "a part of the verbs that record",
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
