"""Living plans: one puts forward, the other agrees, each agreed filling is kept, and they are looked at again."""

import datetime

import pytest
from django.db import DatabaseError

from cairn.lib import clock, ids
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused
from cairn.papers import agreeing, filling, reading
from cairn.papers.models import Review
from cairn.people.acts import Act

from . import paperwork

pytestmark = pytest.mark.django_db


def test_a_plan_stands_when_both_said_yes(town, told):
    paper = paperwork.plan(town)
    assert paper.state == "signed"
    assert [(n["kind"], n["role"]) for n in paper.seal.body["names"]] == [
        ("agreed", "supporter"),
        ("agreed", "participant"),
    ]
    assert [act for act, _ in told(paper)][2:] == [Act.PAPER_PROPOSE, Act.PAPER_AGREE, Act.PAPER_SEAL]


def test_pressing_twice_says_it_once(town, told):
    paper = paperwork.begin(town, "team-plan")
    paperwork.agree(town, paper, by=town.ana)
    paperwork.agree(town, paper, by=town.ana)
    assert [act for act, _ in told(paper)].count(Act.PAPER_PROPOSE) == 1


def test_a_change_asks_both_again(town):
    paper = paperwork.begin(town, "team-plan")
    paperwork.agree(town, paper, by=town.ana)
    paperwork.fill(paper, by=town.ben, hours="Evenings")
    with pytest.raises(Refused, match="put this plan forward"):
        paperwork.agree(town, paper, by=town.ben, verb=agreeing.agree)
    paperwork.agree(town, paper, by=town.ben)
    paperwork.agree(town, paper, by=town.ana, verb=agreeing.agree)
    assert paperwork.fresh(town, paper).state == "signed"


def test_what_was_read_is_what_is_agreed_to(town):
    paper = paperwork.begin(town, "team-plan")
    with pytest.raises(Refused, match="changed since"):
        agreeing.propose(paper, digest="00", by=town.ben)


def test_other_papers_are_signed_with_a_typed_name(town):
    paper = paperwork.liability(town)
    for verb in (agreeing.propose, agreeing.agree):
        paperwork.sign(town, paper, by=town.ana)
        with pytest.raises(Refused, match="typed name"):
            paperwork.agree(town, paper, by=town.ben, verb=verb)


@pytest.mark.parametrize("stranger", ["eva", "dan", "hana", "finn", "gus", "yan"])
def test_strangers_have_no_say(town, stranger):
    paper, by = paperwork.plan(town), town.cast[stranger]
    for verb in (
        lambda: agreeing.propose(paper, digest="", by=by),
        lambda: agreeing.agree(paper, digest="", by=by),
        lambda: agreeing.review(paper, by=by),
    ):
        with pytest.raises(NotHere):
            verb()


def test_the_next_plan_begins_as_the_last_and_both_are_kept(town):
    old = paperwork.plan(town, gifts="mine", people=[{"name": "Rosa"}])
    new = paperwork.begin(town, "team-plan")
    assert (new.after_id, reading.answers(new)) == (old.pk, reading.answers(old))
    paperwork.fill(new, by=town.ben, gifts="yours", hours="Evenings", people=[])
    paperwork.agree(town, new, by=town.ben)
    paperwork.agree(town, new, by=town.ana, verb=agreeing.agree)
    kept = reading.plan_versions(town.ana, town.ben_way, "team-plan")
    assert [p.pk for p in kept] == [new.pk, old.pk]
    assert [(d.item["id"], d.change, d.before, d.now) for d in reading.differences(kept[1], kept[0])] == [
        ("hours", "changed", "Nine to five", "Evenings"),
        ("gifts", "changed", "mine", "yours"),
        ("people", "removed", [{"name": "Rosa"}], None),
    ]
    assert reading.plan_versions(town.eva, town.ben_way, "team-plan") == []


def test_a_plan_is_due_for_a_look_and_stays_as_it_is(town, told):
    paper = paperwork.plan(town)
    with clock.moved(days=366):
        assert reading.standing(town.ben_way)["team-plan"].state == "due"
        assert [w.paper.pk for w in reading.due(town.ana)] == [paper.pk]
        pk = ids.uuid7()
        made = agreeing.review(paper, by=town.ana, pk=pk)
        assert agreeing.review(paper, by=town.ana, pk=pk).pk == made.pk
        assert reading.standing(town.ben_way)["team-plan"].state == "signed"
        assert reading.due(town.ana) == []
    assert Review.objects.count() == 1
    assert told(paper)[-1] == (Act.PAPER_REVIEW, town.ana.person_id)
    with pytest.raises(DatabaseError), atomic():
        Review.objects.update(next_on=None)


def test_what_stands_in_the_way_of_a_look(town):
    draft = paperwork.begin(town, "team-plan")
    with pytest.raises(Refused, match="can still be changed"):
        agreeing.review(draft, by=town.ana)
    filling.let_go(draft, by=town.ana)
    old = paperwork.plan(town)
    with pytest.raises(Refused, match="is over"):
        agreeing.review(old, by=town.ana, next_on=datetime.date(2020, 1, 1))
    paperwork.plan(town, hours="Ten")
    with pytest.raises(Refused, match="newer one"):
        agreeing.review(old, by=town.ana)
