"""Doors: who sees which papers, where somebody stands, what waits for whom, and how much is asked of the database."""

import datetime

import pytest

from cairn.lib import clock
from cairn.lib.words import NotHere
from cairn.papers import consenting, designing, filling, reading, shipping, shown, signing
from cairn.papers.models import Form
from cairn.people.acts import Act
from tests import town as people

from . import paperwork

pytestmark = pytest.mark.django_db


def test_each_sees_exactly_the_papers_of_their_own(town):
    paperwork.begin(town, "liability")
    filling.begin(town.dan_way, key="liability", by=town.eva)
    people.ally(town)
    seen = {n: [len(reading.papers_of(w, way)) for way in (town.ben_way, town.dan_way)] for n, w in town.cast.items()}
    assert {name: found for name, found in seen.items() if any(found)} == {
        "ben": [1, 0],
        "ana": [1, 0],
        "chloe": [1, 0],
        "dan": [0, 1],
        "eva": [0, 1],
        "hana": [0, 1],
    }


@pytest.mark.parametrize("who", ["eva", "dan", "hana", "finn", "gus", "yan", "olga"])
def test_a_paper_is_not_there_for_a_stranger(town, who):
    paper = paperwork.signed(town)
    people.ally(town)
    with pytest.raises(NotHere):
        reading.paper_for(town.cast[who], paper.pk)


def test_who_left_the_team_sees_nothing_more(town):
    paper = paperwork.signed(town)
    people.leave(town)
    with pytest.raises(NotHere):
        reading.paper_for(town.ana, paper.pk)
    assert reading.waiting(town.ana) == []


def test_a_look_is_recorded_once_in_a_while_and_ones_own_is_free(town, told):
    paper = paperwork.begin(town, "liability")
    for by in (town.ana, town.ana, town.ben):
        reading.look(reading.paper_for(by, paper.pk), by=by)
    assert told(paper)[1:] == [(Act.PAPER_READ, town.ana.person_id)]


def test_where_ben_stands(town):
    shipping.ship(town.house)
    paperwork.signed(town)
    paperwork.begin(town, "team-plan")
    consent = paperwork.consent(town)
    found = reading.standing(town.ben_way)
    assert {key: row.state for key, row in found.items()} == {
        "liability": "signed",
        "team-plan": "draft",
        "release": "signed",
        "release-legal": "missing",
        "release-treatment": "missing",
        "progress-survey": "missing",
    }
    row, today = found["liability"], clock.today("America/Chicago")
    assert (row.title("es"), row.kind, row.version, row.signed_on) == ("Viajar juntos", "agreement", 1, today)
    assert row.due_on == today.replace(year=today.year + 1)
    consenting.revoke(consent, by=town.ben)
    assert reading.standing(town.ben_way)["release"].state == "revoked"
    assert reading.standing(town.ben_way, today=today.replace(year=2040))["liability"].state == "expired"


def test_a_permission_that_ran_out_says_so(town):
    paperwork.consent(town, expires_on=clock.today("UTC").replace(month=12, day=31).isoformat())
    with clock.moved(days=800):
        assert reading.standing(town.ben_way)["release"].state == "expired"


def test_what_waits_for_whom(town):
    paper = paperwork.liability(town)
    paperwork.sign(town, paper, by=town.ben)
    draft = paperwork.begin(town, "team-plan")
    assert [(w.key, w.name, w.state, w.missing) for w in reading.waiting(town.ana)] == [
        ("liability", "Ben", "waiting", ["supporter"]),
        ("team-plan", "Ben", "draft", ["participant", "supporter"]),
    ]
    assert [w.paper.pk for w in reading.own_waiting(town.ben)] == [draft.pk]
    assert len(reading.waiting(town.chloe)) == 2
    assert [reading.waiting(town.cast[n]) for n in ("ben", "eva", "hana", "finn", "gus", "dan")] == [[]] * 6
    assert reading.own_waiting(town.ana) == []


def test_what_is_due(town):
    paper = paperwork.signed(town)
    assert reading.due(town.ana) == []
    with clock.moved(days=340):
        assert [(w.paper.pk, w.title("en")) for w in reading.due(town.ana)] == [(paper.pk, "Riding together")]
        assert len(reading.due(town.ben)) == 1
        assert [reading.due(town.cast[n]) for n in ("eva", "hana", "finn", "dan")] == [[]] * 4
        filling.renew(paper, by=town.ana)
        assert reading.due(town.ana) == []  # it is under way


def test_a_laid_paper_has_all_that_its_page_needs(town):
    paper = paperwork.liability(town)
    laid = shown.laid(paperwork.fresh(town, paper), language="es")
    assert laid.sheet["title"] == "Viajar juntos"
    belt = laid.sheet["items"][2]
    assert {name: belt[name] for name in ("text", "value", "revision", "is_visible", "is_missing", "required")} == {
        "text": "¿Quién maneja?",
        "value": "Ana drives",
        "revision": 1,
        "is_visible": True,
        "is_missing": False,
        "required": True,
    }
    assert (laid.needed, laid.missing, laid.conflicts) == (["participant", "supporter"], [], [])
    assert laid.people == {str(town.ben.person_id): "Ben"}


def test_a_sealed_paper_is_shown_as_it_was_sealed_in_either_language(town):
    paper = paperwork.signed(town)
    person = town.ben.person
    person.chosen_name = "Benedict"
    person.save()
    laid = shown.laid(paperwork.fresh(town, paper), language="es")
    assert [n["name"] for n in laid.names] == ["Ben", "Ana", "Chloe"]
    assert (laid.sheet["items"][1]["text"], laid.sheet["items"][1]["value"]) == ("¿Podemos viajar juntos?", True)
    assert reading.answers(paperwork.fresh(town, paper))["belt"] == "Ana drives"


def test_copies_are_listed(town):
    paper = paperwork.signed(town)
    signing.give_copy(paper, how="read", by=town.ana)
    assert [(c.how, c.given_by_id) for c in reading.copies(paper)] == [("read", town.ana.person_id)]


def many(town, count):
    """So many papers of Ben's, open and signed."""
    for _ in range(count):
        filling.begin(town.ben_way, key="release", by=town.ben)
        paperwork.consent(town)


def test_every_list_asks_the_same_with_one_row_and_with_many(town, queries):
    today = clock.today("UTC")
    doors = {
        "standing": lambda: reading.standing(town.ben_way, today=today),
        "papers": lambda: reading.papers_of(town.ana, town.ben_way),
        "waiting": lambda: reading.waiting(town.chloe),
        "own": lambda: reading.own_waiting(town.ben),
        "consents": lambda: reading.consents(town.ana, town.ben_way, today),
        "releases": lambda: reading.releases(town.ana, town.ben_way),
        "due": lambda: reading.due(town.ana, today=datetime.date(2035, 12, 20)),
    }

    def count():
        found = {}
        for name, door in doors.items():
            with queries() as asked:
                door()
            found[name] = len(asked)
        return found

    many(town, 1)
    for door in doors.values():
        door()
    few = count()
    many(town, 3)
    assert count() == few
    assert few == {"standing": 2, "papers": 1, "waiting": 2, "own": 2, "consents": 2, "releases": 1, "due": 2}


def test_a_paper_is_laid_out_with_few_questions(town, queries):
    paper = paperwork.liability(town)
    paperwork.sign(town, paper, by=town.ben)
    with queries() as asked:
        found = reading.paper_for(town.ana, paper.pk)
        shown.laid(found, language="en")
    assert len(asked) == 4


def test_a_sealed_paper_is_one_question(town, queries):
    paper = paperwork.signed(town)
    with queries() as asked:
        found = reading.paper_for(town.ana, paper.pk)
        shown.laid(found, language="en")
    assert len(asked) == 1


def test_the_door_says_whether_there_is_a_newer_text(town):
    paper = paperwork.begin(town, "liability")
    form = Form.objects.get(organization=town.house, key="liability")
    assert (paperwork.fresh(town, paper).newer, paperwork.fresh(town, paper).outdated) == (False, False)
    news = {"en": "x", "es": "x"}
    designing.publish(designing.draft(form, by=town.finn), what_changed=news, by=town.finn)
    assert (paperwork.fresh(town, paper).newer, paperwork.fresh(town, paper).outdated) == (True, False)
    designing.publish(designing.draft(form, by=town.finn), what_changed=news, asks_again=True, by=town.finn)
    assert paperwork.fresh(town, paper).outdated is True
