"""Filling in: alone, by two at once, by hands that are theirs; nothing that was kept is lost."""

import pytest
from django.db import IntegrityError

from cairn.lib import ids
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused
from cairn.papers import filling, reading, shown
from cairn.papers.models import Answer, Paper
from cairn.papers.rules import filled
from cairn.people import signing_in
from cairn.people.acts import Act

from . import paperwork

pytestmark = pytest.mark.django_db


def item(paper, name, language="en"):
    return next(i for i in shown.laid(paper, language=language).sheet["items"] if i["id"] == name)


def test_a_paper_is_begun_once(town, told):
    pk = ids.uuid7()
    first = filling.begin(town.ben_way, key="liability", by=town.ana, pk=pk)
    assert [
        filling.begin(town.ben_way, key="liability", by=by, pk=p).pk for by, p in ((town.ana, pk), (town.ben, None))
    ] == [pk, pk]
    assert (first.state, first.version.number, told(first)) == ("draft", 1, [(Act.PAPER_BEGIN, town.ana.person_id)])


def test_of_permissions_there_may_be_many(town):
    assert len({filling.begin(town.ben_way, key="release", by=town.ben).pk for _ in range(2)}) == 2


def test_the_database_holds_one_open_paper_of_a_form(town):
    paper = paperwork.begin(town, "liability")
    twin = Paper.objects.get(pk=paper.pk)
    twin.salt, twin.pk = "x", ids.uuid7()
    with pytest.raises(IntegrityError), atomic():
        twin.save(force_insert=True)


def test_what_is_only_read_is_not_filled_in(town):
    with pytest.raises(Refused, match="there to be read"):
        filling.begin(town.ben_way, key="tiers", by=town.ben)
    with pytest.raises(NotHere):
        filling.begin(town.ben_way, key="nothing", by=town.ben)


@pytest.mark.parametrize("stranger", ["eva", "dan", "hana", "finn", "gus", "yan"])
def test_strangers_neither_begin_nor_fill_in(town, stranger):
    paper, by = paperwork.begin(town, "liability"), town.cast[stranger]
    for verb in (
        lambda: filling.begin(town.ben_way, key="team-plan", by=by),
        lambda: filling.answer(paper, item="rides", value=True, revision=0, by=by),
        lambda: filling.answer_all(paper, values={}, by=by),
        lambda: filling.choose(paper, item="rides", value=True, revision=0, by=by),
        lambda: filling.let_go(paper, by=by),
        lambda: filling.finish(paper, by=by),
        lambda: filling.renew(paper, by=by),
        lambda: filling.bring_up(paper, by=by),
    ):
        with pytest.raises(NotHere):
            verb()


def test_each_item_has_its_revision_and_its_author(town):
    paper = paperwork.begin(town, "liability")
    first = filling.answer(paper, item="belt", value="Ana", revision=0, by=town.ben)
    second = filling.answer(paper, item="belt", value="Ana drives", revision=1, by=town.ana)
    same = filling.answer(paper, item="belt", value="Ana drives", revision=0, by=town.ben)
    assert [(a.revision, a.stands) for a in (first, second, same)] == [(1, True), (2, True), (2, True)]
    row = item(paper, "belt")
    assert (row["value"], row["revision"], row["author"]) == ("Ana drives", 2, str(town.ana.person_id))


def test_when_two_write_at_once_both_texts_are_kept(town):
    paper = paperwork.begin(town, "liability")
    filling.answer(paper, item="belt", value="Ana", revision=0, by=town.ana)
    late = filling.answer(paper, item="belt", value="Ben", revision=0, by=town.ben)
    assert (late.stands, late.value, late.revision) == (False, "Ana", 1)
    assert [(b["value"], b["name"]) for b in item(paper, "belt")["beside"]] == [("Ben", "Ben")]


def test_neither_writes_over_the_other_while_two_texts_stand(town):
    paper = paperwork.begin(town, "liability")
    filling.answer(paper, item="belt", value="Ana", revision=0, by=town.ana)
    filling.answer(paper, item="belt", value="B", revision=0, by=town.ben)
    filling.answer(paper, item="belt", value="Ben", revision=1, by=town.ben)  # a page that goes on saving by itself
    filling.answer(paper, item="belt", value="Ana drives", revision=1, by=town.ana)
    row = item(paper, "belt")
    assert (row["value"], [b["value"] for b in row["beside"]]) == ("Ana drives", ["Ben"])


def test_one_person_on_two_devices_loses_nothing_either(town):
    paper = paperwork.begin(town, "liability")
    phone, laptop = (signing_in.begin(town.ben.person, device=d)[0] for d in ("phone", "laptop"))
    filling.answer(paper, item="belt", value="one", revision=0, by=phone)
    filling.answer(paper, item="belt", value="two", revision=0, by=laptop)
    filling.answer(paper, item="belt", value="three", revision=0, by=phone)
    row = item(paper, "belt")
    assert (row["value"], [b["value"] for b in row["beside"]]) == ("one", ["two", "three"])


def test_choosing_ends_it_once(town):
    paper = paperwork.begin(town, "liability")
    filling.answer(paper, item="belt", value="Ana", revision=0, by=town.ana)
    filling.answer(paper, item="belt", value="Ben", revision=0, by=town.ben)
    filling.answer(paper, item="belt", value="Ana!", revision=1, by=town.ana)
    with pytest.raises(Refused, match="just written here"):
        filling.choose(paper, item="belt", value="Ben", revision=1, by=town.ben)
    chosen = filling.choose(paper, item="belt", value="Ben, then Ana", revision=2, by=town.ben)
    assert (chosen.value, chosen.revision, chosen.beside) == ("Ben, then Ana", 3, [])
    late = filling.choose(paper, item="belt", value="Other", revision=2, by=town.ana)  # at the same time
    assert (late.stands, late.value) == (False, "Ben, then Ana")


def test_own_words_are_for_the_participants_hands(town):
    paper = paperwork.begin(town, "liability")
    for verb in (filling.answer, filling.choose):
        with pytest.raises(Refused, match="own words") as no:
            verb(paper, item="own", value="He feels safe", revision=0, by=town.ana)
        assert no.value.field == "own"
    assert filling.answer(paper, item="own", value="I feel safe", revision=0, by=town.ben).stands


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("rides", "yes", "yes or no"),
        ("belt", ["x"], "in words"),
        ("head", "x", "there to be read"),
        ("nothing", "x", "not in this paper"),
    ],
)
def test_what_does_not_fit_is_said_and_not_kept(town, name, value, why):
    paper = paperwork.begin(town, "liability")
    with pytest.raises(Refused, match=why):
        filling.answer(paper, item=name, value=value, revision=0, by=town.ben)
    assert not Answer.objects.exists()


def test_an_answer_can_be_emptied(town):
    paper = paperwork.begin(town, "liability")
    filling.answer(paper, item="belt", value="Ana", revision=0, by=town.ben)
    filling.answer(paper, item="belt", value=" ", revision=1, by=town.ben)
    assert reading.answers(paperwork.fresh(town, paper)) == {}


def test_a_page_without_scripts_keeps_what_it_can_and_touches_nothing_else(town):
    paper = paperwork.begin(town, "liability")
    before = {i["id"]: i for i in shown.laid(paper, language="en").sheet["items"]}
    filling.answer(paper, item="own", value="Mine", revision=0, by=town.ben)  # meanwhile, on the other device
    values = {
        "rides": (True, before["rides"]["revision"], before["rides"]["mark"]),
        "belt": (["odd"], before["belt"]["revision"], before["belt"]["mark"]),
        "own": ("", before["own"]["revision"], before["own"]["mark"]),
    }
    refused = filling.answer_all(paper, values=values, by=town.ana)
    assert list(refused) == ["belt"]
    assert reading.answers(paperwork.fresh(town, paper)) == {"rides": True, "own": "Mine"}


def test_the_mark_of_nothing_is_one(town):
    assert len({filled.mark(v) for v in (None, "", "  ", [], {})}) == 1
    assert filled.mark(False) != filled.mark(None) != filled.mark(0)


def test_the_history_says_once_that_somebody_filled_in(town, told):
    paper = paperwork.begin(town, "liability")
    paperwork.fill(paper, by=town.ben, rides=True, belt="Ana", own="x")
    paperwork.fill(paper, by=town.ana, belt="Ana!")
    assert told(paper)[1:] == [(Act.PAPER_ANSWER, town.ben.person_id), (Act.PAPER_ANSWER, town.ana.person_id)]


def test_a_survey_is_finished_without_a_name(town, told):
    paper = paperwork.begin(town, "progress-survey")
    with pytest.raises(Refused, match="still need an answer"):
        filling.finish(paper, by=town.ben)
    paperwork.fill(paper, by=town.ben, home=2, work=5)
    with pytest.raises(Refused, match="No signature is needed"):
        paperwork.sign(town, paper, by=town.ben)
    filling.finish(paper, by=town.ben)
    filling.finish(paper, by=town.ben)
    paper = paperwork.fresh(town, paper)
    laid = shown.laid(paper, language="es")
    assert (paper.state, laid.sheet["items"][2]["value"], laid.names) == ("signed", 3.5, [])
    assert [act for act, _ in told(paper)][-2:] == [Act.PAPER_FINISH, Act.PAPER_SEAL]


def test_what_needs_names_is_not_finished_without_them(town):
    paper = paperwork.liability(town)
    with pytest.raises(Refused, match="when the names stand"):
        filling.finish(paper, by=town.ben)


def test_a_draft_is_put_away_and_its_names_fall(town):
    paper = paperwork.liability(town)
    paperwork.sign(town, paper, by=town.ben)
    filling.let_go(paper, by=town.ana)
    filling.let_go(paper, by=town.ana)
    assert (paperwork.fresh(town, paper).state, shown.names(paper)) == ("let_go", [])
    with pytest.raises(Refused, match="put away"):
        paperwork.sign(town, paper, by=town.ben)
    with pytest.raises(Refused, match="is signed"):
        filling.let_go(paperwork.signed(town), by=town.ana)


def test_a_renewed_paper_carries_the_answers_and_is_signed_anew(town):
    old = paperwork.signed(town)
    new = filling.renew(old, by=town.ana)
    assert filling.renew(old, by=town.ben).pk == new.pk
    assert (new.after_id, new.state, reading.answers(paperwork.fresh(town, new))) == (
        old.pk,
        "draft",
        {"rides": True, "belt": "Ana drives", "own": "I feel safe"},
    )
    with pytest.raises(Refused, match="Only a signed paper"):
        filling.renew(new, by=town.ana)
