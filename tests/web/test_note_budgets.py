"""How often a note's pages ask the database: the same for little and for much, and never too often."""

import pytest
from django.db import connection

from cairn.goals import stepping
from cairn.notes import amending, describing, offering
from tests import town as towns
from tests.web.conftest import hidden
from tests.web.notes_pages import at

MANY = [1, 3, 300]
PAGE = 6
SAVING = 12 if connection.vendor == "sqlite" else 13  # PostgreSQL also tells the other processes
SCRIPT = {"Cairn-Part": "true"}


def asked(queries, do):
    """How many questions it takes, once the keys of these people are open."""
    do()
    with queries() as found:
        answer = do()
    assert answer.status_code in (200, 303)
    return len(found)


def with_parts(town, number):
    """A draft with that many things beside its words, as far as thirty of each may stand there."""
    note = towns.draft(town)
    towns.write(note, "We met. ", by=town.ana)
    towns.write(note, "I came by bus.", by=town.ben)
    for n in range(min(number, 30)):
        describing.keep_win(note, words=f"Win {n}", passage="We met.", section="talked", by=town.ben)
        describing.add_step(note, what=f"Step {n}", mine=False, by=town.ben)
    for n in range(number):
        stepping.add(note.participation, what=f"Older {n}", whose=town.ben.person, by=town.ana)
    describing.describe(note, goals=[f"Goal {n}" for n in range(number)], by=town.ana)
    return note


def sealed(town, number):
    """A sealed note with that many amendments."""
    note = with_parts(town, number)
    offering.offer(note, by=town.ana)
    for by in (town.ana, town.ben):
        towns.sign(towns.fresh(town, note), by=by)
    for n in range(number):
        amending.amend(note, words=f"Word {n}", reason="Later", by=town.ben)
    return note


@pytest.mark.parametrize("number", MANY)
def test_the_page_of_a_sealed_note(town, browser, queries, number):
    note = sealed(town, number)
    for name in ("ana", "ben", "chloe"):
        at_desk = browser(name)
        found = [asked(queries, lambda: at_desk.get(path)) for path in (at(note), at(note, "print"))]  # noqa: B023
        assert found == [3, 3]


def test_the_first_look_is_written_down(town, browser, queries):
    note, ana = sealed(town, 1), browser("ana")
    ana.get("/")
    with queries() as found:
        ana.get(at(note))
    assert len(found) <= PAGE


@pytest.mark.parametrize("number", MANY)
def test_the_pages_of_an_open_note(town, browser, queries, number):
    note, ana = with_parts(town, number), browser("ana")
    assert asked(queries, lambda: ana.get(at(note))) == 2
    assert asked(queries, lambda: ana.get(at(note, "writing"))) == PAGE
    assert asked(queries, lambda: ana.get(at(note, "parts"))) == 4
    offering.offer(note, by=town.ana)
    assert asked(queries, lambda: ana.get(at(note))) == 3
    assert asked(queries, lambda: ana.get(at(note, "reading"))) == 9


SAVED = {
    "sections/talked": {"text": "We met. I came by bus. More {n}."},
    "wins": {"words": "Another {n}", "kind": "win"},
    "steps": {"what": "Another {n}", "whose": "mine"},
    "description": {"goals": "A home {n}", "together": "fully"},
    "feeling": {"feeling": "3", "words": "{n}"},
}


@pytest.mark.parametrize("script", [False, True], ids=["form", "script"])
@pytest.mark.parametrize("what", SAVED)
@pytest.mark.parametrize("number", [1, 3])
def test_saving(town, browser, queries, what, number, script):
    note, ben = with_parts(town, number), browser("ben")
    path, sent = at(note, *what.split("/")), []

    def save():
        page = ben.get(at(note, "writing")).content.decode()
        sent.append({**hidden(page, path), **{k: v.format(n=len(sent)) for k, v in SAVED[what].items()}})
        with queries() as found:
            answer = ben.post(path, sent[-1], headers=SCRIPT if script and what != "sections/talked" else {})
        assert answer.status_code in (200, 303)
        return len(found)

    save()
    assert save() <= SAVING


def test_an_answer(town, browser, queries):
    note, ben = towns.offered(town), browser("ben")
    path = at(note, "sections", towns.first(note), "answer")
    form = hidden(ben.see(at(note, "reading")), path)
    with queries() as found:
        ben.post(path, {**form, "choice": "right"})
    assert len(found) <= SAVING


def test_names_and_the_seal(town, browser, queries):
    """A name is put under everything that is shown, and the last one seals it: more is asked, and each time as much."""
    found = []
    for number in (1, 3):
        note = with_parts(town, number)
        offering.offer(note, by=town.ana)
        for name in ("ana", "ben"):
            at_desk = browser(name)
            form = hidden(at_desk.see(at(note, "reading")), at(note, "signature"))
            with queries() as one:
                at_desk.post(at(note, "signature"), {"choice": "signed", **form, "name": name})
            found.append(len(one))
        assert towns.fresh(town, note).stage == "sealed"
    assert found == [14, 18] * 2
