"""Names under a paper: who, over what, how it is sealed, what falls, and that nothing signed moves."""

import pytest
from django.db import DatabaseError, connection

from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused
from cairn.papers import filling, shown, signing, verifying
from cairn.papers.models import Answer, Copy, Name, Paper, Seal
from cairn.people.acts import Act
from tests import town as people

from . import paperwork

pytestmark = pytest.mark.django_db


def test_the_last_needed_name_seals_the_paper(town, told):
    paper = paperwork.liability(town)
    states = []
    for step in (
        lambda: paperwork.sign(town, paper, by=town.ben),
        lambda: paperwork.sign(town, paper, by=town.ana),
        lambda: paperwork.witness(town, paper, by=town.chloe),
    ):
        step()
        states.append(paperwork.fresh(town, paper).state)
    assert states == ["waiting", "waiting", "signed"]
    assert [act for act, _ in told(paper)] == [
        Act.PAPER_BEGIN,
        Act.PAPER_ANSWER,
        Act.PAPER_SIGN,
        Act.PAPER_SIGN,
        Act.PAPER_WITNESS,
        Act.PAPER_SEAL,
    ]


def test_the_seal_holds_text_answers_and_names_as_on_that_day(town):
    paper = paperwork.signed(town)
    body = paper.seal.body
    assert body["answers"] == {"rides": True, "belt": "Ana drives", "own": "I feel safe"}
    assert body["version"]["items"][1]["text"]["en"] == "May we ride together?"
    assert body["about"] == {"participant": "Ben", "program": "Bridges", "organization": "Hope House"}
    assert [(n["kind"], n["role"], n["name"], n["credential"]) for n in body["names"]] == [
        ("signed", "participant", "Ben", ""),
        ("signed", "supporter", "Ana", "Certified Peer Specialist"),
        ("witness", "coordinator", "Chloe", ""),
    ]
    assert body["names"][0]["intent"] == "I have read this and I agree to it. My typed name is my signature."
    assert (verifying.seals(town.house.pk).papers, verifying.seals(town.house.pk).broken) == (1, "")


def test_each_reads_and_signs_in_their_own_language(town):
    paper = paperwork.liability(town)
    paperwork.sign(town, paper, by=town.ben, language="es")
    paperwork.sign(town, paper, by=town.ana, language="en")
    paperwork.witness(town, paper, by=town.chloe)
    names = paperwork.fresh(town, paper).seal.body["names"]
    assert [n["language"] for n in names] == ["es", "en", "en"]
    assert len({n["digest"] for n in names}) == 2
    assert names[0]["intent"].startswith("He leído")
    assert verifying.seals(town.house.pk).broken == ""


def test_an_answer_that_changes_makes_the_names_fall(town):
    paper = paperwork.liability(town)
    paperwork.sign(town, paper, by=town.ben)
    paperwork.fill(paper, by=town.ana, belt="Ben drives")
    paper = paperwork.fresh(town, paper)
    laid = shown.laid(paper, language="en")
    assert (paper.state, laid.names, [n["name"] for n in laid.fallen]) == ("draft", [], ["Ben"])


def test_a_name_that_changes_makes_what_was_signed_with_it_fall(town):
    paper = paperwork.liability(town)
    paperwork.sign(town, paper, by=town.ben)
    person = town.ben.person
    person.chosen_name = "Benedict"
    person.save()
    town.again("ben")
    paperwork.sign(town, paper, by=town.ana)
    assert list(Name.objects.filter(voided_at=None).values_list("role", flat=True)) == ["supporter"]
    paperwork.sign(town, paper, by=town.ben)
    paperwork.witness(town, paper, by=town.chloe)
    assert verifying.seals(town.house.pk).broken == ""


@pytest.mark.parametrize(
    ("who", "more", "why"),
    [
        ("ben", {"digest": "00"}, "changed since you read"),
        ("ben", {"intent": False}, "tick the sentence"),
        ("ben", {"name": " "}, "type your name"),
        ("ben", {"name": "Ana"}, "as it stands on this page"),
        ("ben", {"language": "fr"}, "changed since you read"),
        ("chloe", {}, "not needed"),
    ],
)
def test_what_stands_in_the_way_of_a_name(town, who, more, why):
    paper = paperwork.liability(town)
    by = town.cast[who]
    language = more.pop("language", "")
    given = {"digest": paperwork.digest(paper, by), "name": by.person.chosen_name, "intent": True, **more}
    with pytest.raises(Refused, match=why):
        signing.sign(paper, by=by, language=language, **given)
    assert not Name.objects.exists()


def test_required_parts_stop_the_name_and_never_the_saving(town):
    paper = paperwork.begin(town, "liability")
    paperwork.fill(paper, by=town.ben, rides=True)
    with pytest.raises(Refused, match="still need an answer"):
        paperwork.sign(town, paper, by=town.ben)
    paperwork.fill(paper, by=town.ben, rides=False)  # who drives is then not asked
    paperwork.sign(town, paper, by=town.ben)
    assert paperwork.fresh(town, paper).state == "waiting"


def test_two_texts_in_one_place_stop_the_name_until_one_is_chosen(town):
    paper = paperwork.liability(town)
    filling.answer(paper, item="belt", value="Nobody", revision=0, by=town.ana)
    with pytest.raises(Refused, match="two texts"):
        paperwork.sign(town, paper, by=town.ben)
    filling.choose(paper, item="belt", value="Nobody", revision=1, by=town.ben)
    paperwork.sign(town, paper, by=town.ben)
    assert paperwork.fresh(town, paper).state == "waiting"


def test_a_name_asks_for_the_secret_of_the_last_ten_minutes(town):
    from cairn.people import signing_in

    paper = paperwork.liability(town)
    who, _ = signing_in.begin(town.ben.person, device="x")
    with clock.moved(minutes=11), pytest.raises(Refused, match="PIN or passphrase"):
        paperwork.sign(town, paper, by=who)


@pytest.mark.parametrize("stranger", ["eva", "dan", "hana", "finn", "gus", "yan", "olga"])
def test_a_stranger_finds_nothing_to_sign(town, stranger):
    paper = paperwork.liability(town)
    if stranger == "olga":
        people.ally(town)
    for verb in (
        lambda by: signing.sign(paper, name="X", digest="", by=by),
        lambda by: signing.witness(paper, name="X", digest="", by=by),
        lambda by: signing.decline(paper, by=by),
        lambda by: signing.give_copy(paper, how="printed", by=by),
    ):
        with pytest.raises(NotHere):
            verb(town.cast[stranger])


def test_pressing_twice_signs_once(town):
    paper = paperwork.liability(town)
    paperwork.sign(town, paper, by=town.ben)
    paperwork.sign(town, paper, by=town.ben)
    assert Name.objects.count() == 1


def test_whoever_signs_is_not_the_witness(town):
    paper = paperwork.liability(town)
    paperwork.sign(town, paper, by=town.ana)
    with pytest.raises(Refused, match="cannot be its witness"):
        paperwork.witness(town, paper, by=town.ana)


def test_a_witness_can_be_somebody_beside_them_without_an_account(town):
    paper = paperwork.liability(town)
    for by in (town.ben, town.ana):
        paperwork.sign(town, paper, by=by)
    with pytest.raises(Refused, match="who the witness is"):
        paperwork.witness(town, paper, by=town.ana, guest=True, name="Rosa Lind")
    paperwork.witness(town, paper, by=town.ana, guest=True, name="Rosa Lind", words="librarian")
    name = paperwork.fresh(town, paper).seal.body["names"][-1]
    assert (name["name"], name["words"], name["role"], name["person"], name["method"]) == (
        "Rosa Lind",
        "librarian",
        "guest",
        "",
        "beside",
    )


def test_declining_closes_the_paper_and_a_new_one_can_be_begun(town):
    paper = paperwork.liability(town)
    signing.decline(paper, by=town.ben, reason="Not yet")
    with pytest.raises(Refused, match="declined"):
        paperwork.fill(paper, by=town.ben, belt="x")
    assert paperwork.begin(town, "liability").pk != paper.pk


def test_a_copy_is_given_of_a_signed_paper(town, told):
    paper = paperwork.liability(town)
    with pytest.raises(Refused, match="every name"):
        signing.give_copy(paper, how="printed", by=town.ana)
    paper = paperwork.signed(town)
    with pytest.raises(Refused, match="how the copy"):
        signing.give_copy(paper, how="pigeon", by=town.ana)
    made = signing.give_copy(paper, how="printed", by=town.ana)
    assert signing.give_copy(paper, how="printed", by=town.ana, pk=made.pk).pk == made.pk
    assert Copy.objects.count() == 1
    assert told(paper)[-1] == (Act.PAPER_COPY, town.ana.person_id)


WALL = "paper is signed|a name stays|stays written down"
CHANGES = {
    Paper: {"state": "draft"},
    Answer: {"item": "other"},
    Name: {"role": "coordinator"},
    Seal: {"at": clock.now()},
    Copy: {"how": "read"},
}
WAYS = {
    "bulk update": lambda noun, rows: rows.update(**CHANGES[noun]),
    "bulk delete": lambda noun, rows: rows._raw_delete(rows.db),
    "save": lambda noun, rows: rows.first().save(force_update=True),
    "delete": lambda noun, rows: noun.objects.filter(pk=rows.first().pk)._raw_delete(rows.db),
}


@pytest.mark.parametrize("noun", CHANGES, ids=lambda noun: noun.__name__)
@pytest.mark.parametrize("way", WAYS)
def test_no_row_of_a_signed_paper_changes_through_the_models(town, noun, way):
    paper = paperwork.signed(town)
    signing.give_copy(paper, how="printed", by=town.ana)
    rows = noun.objects.filter(**({"pk": paper.pk} if noun is Paper else {"paper": paper}))
    before = everything(paper)
    with pytest.raises(DatabaseError, match=WALL), atomic():
        WAYS[way](noun, rows)
    assert everything(paper) == before


TABLES = ["papers_paper", "papers_answer", "papers_name", "papers_seal", "papers_copy"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("sql", ["DELETE FROM {table}", "UPDATE {table} SET key_id = key_id"])
def test_plain_sql_is_refused_as_well(town, table, sql):
    paper = paperwork.signed(town)
    signing.give_copy(paper, how="printed", by=town.ana)
    before = everything(paper)
    with pytest.raises(DatabaseError), atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table=table))
    assert everything(paper) == before


def test_no_row_is_added_to_a_signed_paper(town):
    paper = paperwork.signed(town)
    answer = Answer.of(paper, item="more", value="x", author=town.ben.person, at=clock.now())
    old = Name.objects.first()
    name = Name.of(paper, **{f: getattr(old, f) for f in ("kind", "put_by", "role", "digest", "at")}, name="X")
    for row in (answer, name):
        with pytest.raises(DatabaseError, match="paper is signed"), atomic():
            row.save(force_insert=True)


def test_under_a_standing_name_no_answer_changes_even_in_plain_sql(town):
    paper = paperwork.liability(town)
    paperwork.sign(town, paper, by=town.ben)
    for sql in ("UPDATE papers_answer SET item = 'x'", "DELETE FROM papers_answer"):
        with pytest.raises(DatabaseError, match="paper is signed"), atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_fallen_name_does_not_stand_up_again(town):
    paper = paperwork.liability(town)
    paperwork.sign(town, paper, by=town.ben)
    paperwork.fill(paper, by=town.ben, belt="Nobody")
    with pytest.raises(DatabaseError, match="a name stays"), atomic():
        Name.objects.update(voided_at=None)


def test_another_paper_is_not_frozen_with_it(town):
    paperwork.signed(town)
    other = paperwork.begin(town, "team-plan")
    paperwork.fill(other, by=town.ana, hours="Ten")
    assert paperwork.fresh(town, other).state == "draft"


def test_the_walk_finds_what_was_tampered_with(town):
    paper = paperwork.signed(town)
    seal = paper.seal
    seal.body = {**seal.body, "answers": {"rides": False}}
    from cairn.papers.verifying import _why_broken

    assert _why_broken(seal) == "it is not what was sealed"


def everything(paper):
    """Every row of the paper, as it lies in the database."""
    found = {"paper": [tuple(map(plain, row)) for row in Paper.objects.filter(pk=paper.pk).values_list()]}
    for noun in (Answer, Name, Seal, Copy):
        rows = noun.objects.filter(paper=paper).order_by("pk").values_list()
        found[noun.__name__] = [tuple(map(plain, row)) for row in rows]
    return found


def plain(value):
    value = getattr(value, "blob", value)
    return bytes(value) if isinstance(value, memoryview) else value
