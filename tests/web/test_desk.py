"""The lists of the desk: what waits, filtered, paged, and taken along as the page shows it."""

import csv
import io

import pytest

from cairn.audit.models import Event
from cairn.lib import clock
from cairn.notes import lists as notes
from cairn.papers import lists as papers
from cairn.people.acts import Act
from cairn.programs import ruling
from cairn.programs.rules import CLOCKS
from tests import town as people
from tests.papers import paperwork

pytestmark = pytest.mark.django_db


def rows_of(answer):
    """The rows of a CSV answer, without its head."""
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def late_notes(town):
    """Two notes of Ben's, of which the program wants the older one signed by now."""
    ruling.rule(town.program, by=town.finn, clocks=CLOCKS, part2="no", templates=["joint"], sign_within_hours=24)
    with clock.moved(days=-3):
        first = people.offered(town)
    return first, people.draft(town)


def test_notes_are_those_of_one_s_own_people_and_the_late_ones_can_be_seen_alone(town):
    first, second = late_notes(town)
    for who in (town.ana, town.chloe):
        assert [row.note.pk for row in notes.waiting(who)[0]] == [first.pk, second.pk]
        assert [row.note.pk for row in notes.waiting(who, late=True)[0]] == [first.pk]
        assert [row.note.pk for row in notes.waiting(who, sort="newest")[0]] == [second.pk, first.pk]
        assert notes.counts(who) == {"open": 2, "late": 1}
    for who in (town.eva, town.hana, town.yan, town.ben, town.finn, town.gus):
        assert notes.waiting(who) == ([], False)
        assert notes.counts(who) == {"open": 0, "late": 0}


def test_pages_follow_each_other_without_a_gap(town):
    made = [people.draft(town).pk for _ in range(5)]
    seen, before = [], ""
    for _ in range(5):
        rows, more = notes.waiting(town.ana, before=before, limit=2)
        seen += [row.note.pk for row in rows]
        before = rows[-1].place
        if not more:
            break
    assert seen == made


def test_papers_that_wait_and_papers_that_run_out(town):
    paper = paperwork.begin(town, "liability")
    signed = paperwork.begin(town, "onboard-policy")
    paperwork.complete(town, signed)
    assert [row.paper.pk for row in papers.waiting(town.chloe)[0]] == [paper.pk]
    assert papers.due(town.chloe) == ([], False)
    with clock.moved(days=350):
        assert [row.paper.pk for row in papers.due(town.chloe)[0]] == [signed.pk]
        assert papers.counts(town.chloe) == {"waiting": 1, "due": 1, "late": 0}
        assert [found.pk for found, _day in papers.coming_due()] == [signed.pk]
    with clock.moved(days=400):
        assert papers.counts(town.ana) == {"waiting": 1, "due": 1, "late": 1}
    for who in (town.eva, town.hana, town.xia, town.finn):
        assert papers.waiting(who) == ([], False)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_taken_along_says_what_the_page_shows_and_is_recorded(town, browser, kind):
    late_notes(town)
    answer = browser("chloe").get(f"/desk/notes.{kind}?only=late")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="notes.{kind}"'
    event = Event.objects.filter(act=Act.LIST_TAKE).get()
    assert (event.by_id, event.facts) == (town.chloe.person_id, '{"list":"notes","rows":1}')
    if kind == "csv":
        assert [row[0] for row in rows_of(answer)] == ["Ben"]


def test_a_kind_of_file_that_there_is_not(town, browser):
    assert browser("chloe").get("/desk/notes.exe").status_code == 404
    assert not Event.objects.filter(act=Act.LIST_TAKE).exists()


def test_lists_ask_the_same_with_one_row_and_with_many(town, browser, queries):
    at = browser("chloe")

    def asked(path):
        at.see(path)
        with queries() as found:
            at.see(path)
        return len(found)

    for make, path in ((people.draft, "/desk/notes"), (lambda t: paperwork.begin(t, "release"), "/desk/papers")):
        make(town)
        one = asked(path)
        for _ in range(3):
            make(town)
        assert asked(path) == one <= 7, path
