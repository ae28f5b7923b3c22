"""What stands beside the words: kept, agreed and said in small forms, with a script and without."""

import datetime
import re

import pytest

from cairn.goals.models import Step
from cairn.notes import describing, offering, reading, shown
from tests import town as towns
from tests.web.conftest import hidden, words
from tests.web.notes_pages import at

SCRIPT = {"Cairn-Part": "true"}


def parts(town, note):
    return shown.core(towns.fresh(town, note))["parts"]


# --- without a script ---

KEEP = {"words": "Preparation", "kind": "strength", "passage": "I came by bus.", "section": "talked"}


def test_a_strength_is_kept_once_and_let_go(town, browser):
    note = towns.draft(town)
    towns.write(note, "I came by bus.", by=town.ben)
    ana = browser("ana")
    form = hidden(ana.see(at(note, "writing")), at(note, "wins"))
    for _press in range(2):
        kept = ana.post(at(note, "wins"), {**form, **KEEP})
    assert (kept.status_code, kept["Location"]) == (303, at(note, "writing") + "#wins")
    found = parts(town, note)["wins"]
    assert [(w["words"], w["passage"], w["section"], w["voice"]) for w in found] == [
        ("Preparation", "I came by bus.", "talked", 0)
    ]
    assert "Preparation" in words(browser("ben").see(at(note, "writing")))
    browser("ben").send(at(note, "wins", found[0]["id"], "removal"), page=at(note, "writing"))
    assert parts(town, note)["wins"] == []


def test_a_step_is_somebodys_and_perhaps_by_a_day(town, browser):
    note = towns.draft(town)
    ben = browser("ben")
    page = at(note, "writing")
    ben.send(at(note, "steps"), what="Bring papers", whose="theirs", due_on="2026-12-01", page=page)
    ben.send(at(note, "steps"), what="Look up the bus", whose="mine", page=page)
    found = parts(town, note)["steps"]
    assert [(s["what"], s["whose"], s["due_on"]) for s in found] == [
        ("Bring papers", 0, "2026-12-01"),
        ("Look up the bus", 1, None),
    ]
    ben.send(at(note, "steps", found[0]["id"], "removal"), page=page)
    assert [s["what"] for s in parts(town, note)["steps"]] == ["Look up the bus"]


@pytest.mark.parametrize(
    ("given", "said"),
    [({"what": " "}, "Please say in a few words what it is."), ({"due_on": "soon"}, "Please give a day")],
)
def test_a_step_that_cannot_be_says_why_and_keeps_what_was_typed(town, browser, given, said):
    note = towns.draft(town)
    fields = {"what": "Call the office", "whose": "mine", "due_on": "", **given}
    wrong = browser("ana").send(at(note, "steps"), fields, page=at(note, "writing"), status=422)
    page = wrong.content.decode()
    assert said in words(page)
    assert given.get("what", 'value="Call the office"') in page
    assert parts(town, note)["steps"] == []


def test_steps_from_before_come_back_and_are_marked(town, browser):
    before, note = towns.draft(town), towns.draft(town)
    for what in ("Ask the aunt", "Print the form"):
        describing.add_step(before, what=what, mine=False, by=town.ben)
    ben, page = browser("ben"), at(note, "writing")
    assert "2 steps are open" in words(ben.see(page))
    ask, form = Step.objects.order_by("added_at")
    ben.send(at(note, "steps", str(ask.pk), "mark"), state="done", word="She mailed it.", page=page)
    ben.send(at(note, "steps", str(form.pk), "mark"), state="let_go", page=page)
    found = {s.what: (s.state, s.word) for s in Step.objects.all()}
    assert found == {"Ask the aunt": ("done", "She mailed it."), "Print the form": ("let_go", "")}
    assert "From last time" not in words(ben.see(page))


def test_a_step_of_somebody_else_is_not_there_to_mark(town, browser):
    theirs = describing.add_step(
        towns.draft(town, way=town.dan_way, by=town.eva), what="Dan's own", mine=False, by=town.dan
    )
    note = towns.draft(town)
    ana = browser("ana")
    form = hidden(ana.see(at(note, "writing")), at(note, "offer"))
    assert ana.post(at(note, "steps", str(theirs.pk), "mark"), {**form, "state": "done"}).status_code == 404
    assert Step.objects.get(pk=theirs.pk).state == "open"


def test_goals_and_how_it_was_written(town, browser):
    note = towns.draft(town)
    said = {"goals": "A home\r\nSteady hours\r\n", "together": "partly", "together_why": "The bus came."}
    browser("ana").send(at(note, "description"), said, page=at(note, "writing"))
    found = parts(town, note)
    assert (found["goals"], found["together"]) == (["A home", "Steady hours"], "partly")
    assert "We wrote part of it together · The bus came." in words(browser("ben").see(at(note, "writing")))


def test_the_feeling_is_the_participants(town, browser):
    note = towns.draft(town)
    ben, ana = browser("ben"), browser("ana")
    ben.send(at(note, "feeling"), feeling="4", words="lighter", page=at(note, "writing"))
    assert "Mostly right · “lighter”" in words(ana.see(at(note, "writing")))
    form = hidden(ana.see(at(note, "writing")), at(note, "offer"))
    assert ana.post(at(note, "feeling"), {**form, "feeling": "1"}).status_code == 404
    assert towns.fresh(town, note).feeling == [4, "lighter"]


def test_the_feeling_can_be_said_on_the_page_where_it_is_read_back(town, browser):
    note = towns.offered(town)
    ben = browser("ben")
    ben.send(at(note, "feeling"), feeling="2", page=at(note, "reading"))
    assert "Not quite" in words(browser("ana").see(at(note, "reading")))


def test_a_closed_note_takes_no_parts(town, browser):
    note = towns.draft(town)
    towns.write(note, "We met.", by=town.ana)
    ana = browser("ana")
    form = hidden(ana.see(at(note, "writing")), at(note, "wins"))
    offering.offer(note, by=town.ana)
    assert ana.post(at(note, "wins"), {**form, **KEEP})["Location"] == at(note)
    assert parts(town, note)["wins"] == []


# --- for a script ---


def test_a_script_gets_the_pieces_anew(town, browser):
    note = towns.draft(town)
    ana = browser("ana")
    form = hidden(ana.see(at(note, "writing")), at(note, "wins"))
    answer = ana.post(at(note, "wins"), {**form, **KEEP, "passage": "", "section": ""}, headers=SCRIPT)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    pieces = {"before", "steps", "wins", "described", "feeling", "checklist"}
    assert set(re.findall(r'id="unit-(\w+)" data-unit', page)) == pieces
    assert "Preparation" in words(page)
    assert 'data-said="Kept."' in page
    assert ana.get(at(note, "parts")).content.decode().count("Preparation") == page.count("Preparation")


def test_a_script_gets_the_sentence_too(town, browser):
    note = towns.draft(town)
    ana = browser("ana")
    form = hidden(ana.see(at(note, "writing")), at(note, "wins"))
    answer = ana.post(at(note, "wins"), {**form, **KEEP, "words": ""}, headers=SCRIPT)
    assert answer.status_code == 422
    assert "Please say in a few words what it is." in words(answer.content.decode())


def test_pieces_of_a_closed_note_are_not_fetched(town, browser):
    assert browser("ana").get(at(towns.offered(town), "parts")).status_code == 204


# --- before it is read through ---


def test_the_list_says_what_is_good_to_have_and_asks_nothing(town, browser):
    note = towns.draft(town)
    day = datetime.date(2026, 12, 1)
    page = browser("ana").see(at(note, "writing"))
    assert re.findall(r'aria-label="(Done|Open)"', page) == ["Open"] * 6
    describing.keep_win(note, words="Brave", by=town.ben)
    describing.add_step(note, what="Rest", mine=False, due_on=day, by=town.ben)
    describing.describe(note, goals=["A home"], together="fully", by=town.ben)
    describing.feel(note, feeling=5, by=town.ben)
    page = browser("ana").see(at(note, "writing"))
    assert re.findall(r'aria-label="(Done|Open)"', page) == ["Done", "Done", "Open", "Done", "Done", "Done"]
    towns.write(note, "A word.", by=town.ana)
    browser("ana").send(at(note, "offer"), page=at(note, "writing"))
    assert reading.note_for(town.ana, note.pk).stage == "offered"


def test_a_short_note_asks_for_little(town, browser):
    page = browser("ana").see(at(towns.draft(town, key="short"), "writing"))
    assert len(re.findall(r'aria-label="(Done|Open)"', page)) == 3
    assert "/wins" not in page
    assert "/feeling" not in page
