"""The pages of the way: each walked once as people walk it, refusals in words, and few questions asked."""

import datetime
import re

import pytest

from cairn.goals import stepping
from cairn.journey import leaving, moving, reading, returning, telling
from cairn.journey.models import Decision, Move, Remark, Review, Survey
from cairn.lib import clock
from cairn.teams import pairing
from cairn.teams import reading as teams
from tests import town as people
from tests.web.conftest import Browser, sentences, words

pytestmark = pytest.mark.django_db


def walk(town, *stages):
    for stage in stages or ("getting_started", "making_progress"):
        moving.move(town.ben_way, to=stage, why="So it is.", by=town.ana)


def day(number):
    return (clock.today("America/Chicago") + datetime.timedelta(days=number)).isoformat()


@pytest.fixture
def path(town):
    return f"/people/{town.ben_way.pk}/way"


def test_a_supporter_sees_the_stage_and_goes_on_with_a_reason(town, browser, path):
    at = browser("ana")
    page = words(at.see(path))
    assert "Team building" in page
    assert "First meeting in a neutral place" in page
    refused = at.send(f"{path}/stage", page=path, to="getting_started", status=422)
    assert "Some things are still open" in sentences(refused)[0]
    at.send(f"{path}/stage", page=path, to="getting_started", why="He asked to.")
    page = words(at.see(path))
    assert "He asked to." in page
    assert "Still open then: First contact" in page


def test_something_is_said_to_be_done(town, browser, path):
    at = browser("ana")
    assert at.send(f"{path}/checklist", page=path, item="contact", words=" ", status=422)
    at.send(f"{path}/checklist", page=path, item="contact", words="By phone.")
    assert re.search(r"By phone\. · \w+, \w+ \d+ · Ana", words(at.see(path)))


def test_how_it_began_is_told_by_both(town, browser, path):
    browser("ben").send("/mine/way/beginning", now="On a couch.", past="", growth="")
    page = words(browser("ana").see(f"{path}/beginning"))
    assert "On a couch. Ben" in page
    assert "Write it down" not in words(browser("chloe").see(f"{path}/beginning"))


def test_a_participant_reads_every_step_and_says_something_to_it(town, browser):
    walk(town)
    at = browser("ben")
    page = words(at.see("/mine/way"))
    assert "Making progress" in page
    assert "So it is." in page
    move = Move.objects.order_by("number").first()
    for _ in range(2):
        at.send(f"/mine/way/steps/{move.pk}/remark", page="/mine/way", words="I was ready.")
    assert "I was ready." in words(browser("ana").see(f"/people/{town.ben_way.pk}/way"))
    assert str(town.ben_way.pk) not in at.see("/mine/way")


def test_the_same_form_sent_twice_says_it_once(town, browser):
    walk(town)
    at = browser("ben")
    from tests.web.conftest import hidden

    place = f"/mine/way/steps/{Move.objects.first().pk}/remark"
    fields = {**hidden(at.see("/mine/way"), place), "words": "Once."}
    assert [at.post(place, fields).status_code for _ in range(2)] == [303, 303]
    assert Remark.objects.count() == 1


def test_a_review_is_asked_for_and_written_down(town, browser, path):
    walk(town)
    stepping.add(town.ben_way, what="A home of my own", whose=town.ben.person, by=town.ben)
    browser("ben").send("/mine/way/reviews", kind="talk", due_on=day(3), why="Things changed.")
    review = Review.objects.get(kind="talk")
    at = browser("ana")
    page = at.see(f"/reviews/{review.pk}")
    assert "A home of my own" in page
    at.send(f"/reviews/{review.pk}", held_on=day(0), words="", own_words="", goal="", about="", status=422)
    at.send(
        f"/reviews/{review.pk}", held_on=day(0), goal=["A home"], about=["Two viewings"], words="", own_words="Good."
    )
    ben = browser("ben")
    assert "A home : Two viewings" in words(ben.see("/mine/way/reviews"))
    ben.send(f"/reviews/{review.pk}/remark", page=f"/reviews/{review.pk}", words="It was hard.")
    assert "It was hard." in at.see(f"/reviews/{review.pk}")
    assert "A home" in words(at.see(f"{path}/reviews"))


def decide(at, path, **more):
    said = {
        "tier": "2",
        "reasons": "Steady.",
        "supporter_view": "So I see it.",
        "rhythm": "monthly",
        "next_on": day(60),
    }
    return at.send(f"{path}/decision", {**said, **more})["Location"]


def test_a_tier_is_put_answered_by_both_and_holds(town, browser, path):
    walk(town)
    people.sealed(town)
    ana, ben = browser("ana"), browser("ben")
    page = ana.see(f"{path}/decision")
    assert not re.search(r'name="tier"[^>]*checked', page)
    note = re.search(r'value="(note:[\w-]+)"', page)[1]
    where = decide(ana, path, evidence=[note, "note:00000000-0000-0000-0000-000000000000"])
    assert [kind for kind, _ in Decision.objects.get().evidence] == ["note"]
    assert "Something waits for your word" in words(ben.see("/mine/way"))
    refused = ben.send(f"{where}/answer", page=where, choice="agree", name="No", status=422)
    assert sentences(refused) == ["Please type your name as it stands on this page: Ben."]
    ben.send(f"{where}/answer", page=where, choice="agree", name="Ben", words="I am glad.")
    ana.send(f"{where}/answer", page=where, choice="agree", name="ana", words="")
    assert "Both agreed" in words(ben.see(where))
    assert "I am glad." in words(ana.see(where))
    assert "Maintaining position" in words(ben.see("/mine/way"))
    assert "Once a month" in words(ben.see("/mine/way"))


def test_another_view_stands_beside_it_and_a_coordinator_decides_with_a_reason(town, browser, path):
    walk(town)
    where = decide(browser("ana"), path)
    ben, chloe = browser("ben"), browser("chloe")
    ben.send(f"{where}/answer", page=where, choice="differ", name="", words="I need each week.")
    assert "Ben sees it differently" in words(chloe.see(where))
    chloe.send(f"{where}/settlement", page=where, why=" ", status=422)
    chloe.send(f"{where}/settlement", page=where, why="We try it.")
    page = words(ben.see(where))
    assert "Chloe decided" in page
    assert "We try it." in page
    assert "I need each week." in page


def test_a_decision_is_taken_back(town, browser, path):
    walk(town)
    ana = browser("ana")
    where = decide(ana, path)
    ana.send(f"{where}/withdrawal", page=where, withdraw_why="", status=422)
    ana.send(f"{where}/withdrawal", page=where, withdraw_why="Too early.")
    assert "took it back" in words(browser("ben").see(where))


def test_what_was_typed_stays_when_a_decision_is_refused(town, browser, path):
    walk(town)
    answer = browser("ana").send(f"{path}/decision", tier="2", reasons="Kept words", rhythm="weekly", status=422)
    assert "Kept words" in answer.content.decode()
    assert sentences(answer) == ["Please say how you see it as the supporter."]


def test_a_pause_is_begun_and_ended(town, browser):
    walk(town)
    at = browser("ben")
    at.send("/mine/way/pause", first_on=day(0), last_on=day(-3), status=422)
    at.send("/mine/way/pause", first_on=day(0), last_on=day(7), words="A move")
    assert "on a pause" in words(at.see("/mine/way"))
    at.send("/mine/way/pause/end", page="/mine/way")
    assert "on a pause" not in words(at.see("/mine/way"))


def plan(**more):
    return {
        "goal": ["A home", ""], "met": ["met", "open"], "met_on": ["2026-05-01", ""], "from": [day(1), ""],
        "rhythm": ["monthly", ""], "supports": "My sister", "resources": "", "back": "", "thanks": "", **more,
    }  # fmt: skip


def test_leaving_in_stages_and_the_door_back(town, browser, path):
    walk(town)
    ben, ana, chloe = browser("ben"), browser("ana"), browser("chloe")
    ben.send("/mine/way/leaving/begin", page="/mine/way/leaving", why="")
    ana.send(f"{path}/leaving", plan())
    for at, place, name in ((ana, f"{path}/leaving", "Ana"), (ben, "/mine/way/leaving", "Ben")):
        at.send(f"{place}/agreement", page=place, choice="agree", name=name, words="")
    assert "My sister" in ben.see("/mine/way/leaving")
    code = words(ben.see(ben.send("/mine/way/leaving/code")["Location"]))
    assert "never again" in code
    assert len(ben.send("/mine/way/survey", status=422).content) > 0
    ben.send("/mine/way/survey", helped="The walks")
    assert Survey.objects.count() == 1
    ben.send("/mine/way/leaving/end", why="")
    assert "The door stays open" in words(ben.see("/mine/way"))
    ana.see(path, status=404)
    assert "The way Ben came" in words(ben.see("/mine/way/keepsake"))
    ben.send("/mine/way/return", words="I am back.", reach="", notes="no", plans="no")
    assert "You asked to come back" in words(ben.see("/mine/way"))
    page = chloe.see("/path/returns")
    where = re.search(r'href="(/path/returns/[\w-]+)"', page)[1]
    assert "I am back." in chloe.see(where)
    there = chloe.send(where, program=str(town.program.pk), answer="yes")["Location"]
    assert there.startswith("/people/")
    assert "Team building" in words(ben.see("/mine/way"))
    assert "Your earlier way" in words(ben.see("/mine/way"))


def test_what_two_wrote_at_once_is_not_lost(town, browser, path):
    walk(town)
    leaving.begin(town.ben_way, by=town.ben)
    ana, ben = browser("ana"), browser("ben")
    from tests.web.conftest import hidden

    old = hidden(ana.see(f"{path}/leaving"), f"{path}/leaving")
    ben.send("/mine/way/leaving", plan(supports="My brother"))
    answer = ana.post(f"{path}/leaving", {**old, **plan(supports="My aunt")})
    assert answer.status_code == 422
    assert "My aunt" in answer.content.decode()


def test_an_earlier_way_is_read_only_with_their_yes(town, browser):
    note = people.sealed(town)
    leaving.part(town.ben_way, by=town.ben)
    asked = returning.ask(teams.own(town.ben), by=town.ben)
    new = returning.welcome(asked, program=town.program, by=town.chloe)
    pairing.join(new, person=town.eva.person, by=town.chloe)
    eva, ben = browser("eva"), browser("ben")
    eva.see(f"/people/{new.pk}/way/before", status=404)
    eva.see(f"/notes/{note.pk}", status=404)
    ben.send("/mine/way/earlier", page="/mine/way", notes="on")
    assert f"/notes/{note.pk}" in eva.see(f"/people/{new.pk}/way/before")
    eva.see(f"/notes/{note.pk}")
    ben.send("/mine/way/earlier", page="/mine/way")
    eva.see(f"/notes/{note.pk}", status=404)


def test_somebody_comes_back_with_a_code_and_without_signing_in(town):
    code = returning.give_code(town.ben_way, by=town.ana)
    leaving.part(town.ben_way, by=town.ben)
    at = Browser()
    wrong = at.send("/come-back", code="AAAA-AAAA-AAAA", reach="x", status=422)
    assert "does not open the door" in sentences(wrong)[0]
    page = words(at.send("/come-back", code=code, reach="Call my sister", words="", status=200).content.decode())
    assert "Good that you are here" in page
    assert "Ben" not in page
    assert [c.reach for c in reading.returns(town.chloe)] == ["Call my sister"]


def test_somebody_who_called_is_written_down(town, browser):
    leaving.part(town.ben_way, by=town.ben)
    chloe = browser("chloe")
    where = f"/people/{town.ben_way.pk}/way"
    there = chloe.send(f"{where}/return", page=where, words="She called.")["Location"]
    chloe.send(there, answer="later", words="In March.", program="")
    assert "In March." in browser("ben").see("/mine/way")


def test_the_path_counts_and_lists_alike(town, browser):
    walk(town)
    page = browser("chloe").see("/path")
    assert "Making progress" in words(page)
    link = re.search(r'href="(/path\?stage=making_progress[^"]*)"', page)[1]
    assert "Ben" in words(browser("chloe").see(link))
    assert "Nobody is here just now" in browser("chloe").see("/path?stage=exiting")
    assert browser("chloe").get("/path?stage=nonsense&tier=x&program=y&before=z&sort=q").status_code == 200


def test_the_table_holds_what_the_list_shows(town, browser):
    walk(town)
    at = browser("chloe")
    assert "Ben" in at.get("/path/table.csv?stage=making_progress").content.decode("utf-8-sig")
    assert "Ben" not in at.get("/path/table.csv?stage=exiting").content.decode("utf-8-sig")
    assert at.get("/path/table.xlsx").content.startswith(b"PK")
    browser("ana").see("/path/table.csv", status=404)


def test_the_keepsake_as_a_pdf(town, browser):
    walk(town)
    assert browser("ben").get("/mine/way/keepsake.pdf").content.startswith(b"%PDF")


def test_reviews_that_are_due(town, browser):
    walk(town)
    at = browser("chloe")
    assert "No review is due" in at.see("/path/reviews")
    with clock.moved(days=85):
        assert "Ben" in words(browser("chloe").see("/path/reviews"))


def test_few_answers_are_not_shown(town, browser):
    assert "too few answers" in browser("chloe").see("/path/survey")


def test_a_program_s_rules_have_versions(town, browser):
    at, path = browser("finn"), f"/house/programs/{town.program.pk}/rules"
    assert "counts as yes" in at.see(path)
    said = {"part2": "no", "templates": ["joint"], "review": "60", "sign_within_hours": "48"}
    at.send(path, said)
    page = words(at.see(path))
    assert "Version 2" in page
    assert "Version 1" in page
    assert "signed within 48 hours" in page
    refused = at.send(path, {**said, "review": "many"}, status=422)
    assert "1 to 3650" in sentences(refused)[0]


def grow(town, number):
    """So many steps, remarks, reviews and people more."""
    for n in range(number):
        for stage in ("getting_started", "making_progress"):
            moving.move(town.ben_way, to=stage, why=f"Step {n}", by=town.ana)
        telling.remark(Move.objects.order_by("-number").first(), words="Yes", by=town.ben)
        telling.tick(town.ben_way, item="goals", words=f"Set {n}", by=town.ana)
        person = people.somebody(town.house, f"walker{Move.objects.count()}", "participant").person
        way = pairing.begin(town.program, person=person, by=town.chloe)
        pairing.join(way, person=town.ana.person, by=town.chloe)
        moving.move(way, to="getting_started", why="x", by=town.ana)


def test_pages_ask_as_much_with_many_rows_as_with_one(town, browser, queries, path):
    at = {name: browser(name) for name in ("ana", "ben", "chloe")}
    pages = [
        ("ana", path, 15), ("ben", "/mine/way", 16), ("ana", f"{path}/reviews", 7), ("ana", f"{path}/beginning", 6),
        ("chloe", "/path", 5), ("ana", "/path", 5), ("chloe", "/path/reviews", 2), ("chloe", "/path/returns", 2),
        ("ana", f"{path}/leaving", 5), ("ana", f"{path}/pause", 4),
    ]  # fmt: skip
    counts = {}
    for turn in (1, 3):
        grow(town, turn)
        for who, page, _ in pages:
            at[who].see(page)
        for who, page, _ in pages:
            with queries() as asked:
                at[who].see(page)
            counts.setdefault((who, page), []).append(len(asked))
    assert {page: said for page, said in counts.items() if len(set(said)) > 1} == {}
    assert {(w, p): counts[w, p] for w, p, most in pages if counts[w, p][0] > most} == {}
