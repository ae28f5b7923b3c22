"""The whole way tied up over the pages: the first page, checklist, survey beside a talk, plans, the open page."""

import datetime
import re

import pytest

from cairn.journey import deciding, leaving, moving, returning, reviewing
from cairn.journey.models import Coming, Decision, Review
from cairn.lib import clock
from cairn.meetings import holding
from cairn.papers import filling, shipping
from cairn.papers.models import Paper
from cairn.teams import building, offering, pairing
from cairn.teams import reading as teams
from tests import town as people
from tests.papers import paperwork
from tests.web.conftest import hidden, sentences, words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def walk(town, *stages):
    for stage in stages or ("getting_started", "making_progress"):
        moving.move(town.ben_way, to=stage, why="So it is.", by=town.ana)


def decide(town, **more):
    said = {"tier": 2, "reasons": "Steady.", "supporter_view": "So I see it.", "rhythm": "monthly", **more}
    return deciding.propose(town.ben_way, next_on=clock.today() + 60 * DAY, by=town.ana, **said)


def settle(town, decision):
    deciding.answer(decision, choice="agree", name="Ben", by=town.ben)
    deciding.answer(decision, choice="agree", name="Ana", by=town.ana)


@pytest.fixture
def path(town):
    return f"/people/{town.ben_way.pk}/way"


# -- the first page of a participant


def test_the_first_page_says_where_one_is_strengths_first(town, browser):
    page = words(browser("ben").see("/"))
    assert page.index("What went well lately") < page.index("Where I am") < page.index("Next steps")
    assert "Team building since" in page
    assert "Papers that wait for you" not in page


def test_the_first_page_shows_what_waits_for_ones_word(town, browser):
    shipping.ship(town.house, keys={"team-plan"})
    walk(town)
    decision = decide(town)
    review = reviewing.plan(town.ben_way, kind="talk", due_on=clock.today() + 3 * DAY, by=town.ben)
    paper = filling.begin(town.ben_way, key="team-plan", by=town.ana)
    offering.offer(town.ben_way, supporter=town.eva.person, by=town.chloe)
    at = browser("ben")
    page = at.see("/")
    for where in (f"/decisions/{decision.pk}", f"/reviews/{review.pk}", f"/papers/{paper.pk}", "/mine/supporter"):
        assert f'href="{where}"' in page
    assert "Could Eva walk with you?" in words(page)
    sheets = re.findall(r'<section class="sheet.*?</section>', page, re.S)
    primary = [len(re.findall(r'class="button(?: button-own)?(?: button-wide)?"', sheet)) for sheet in sheets]
    assert max(primary) == 1
    settle(town, decision)
    assert "A decision waits" not in words(at.see("/"))


def test_for_somebody_whose_way_has_ended_the_door_is_open(town, browser):
    leaving.part(town.ben_way, by=town.ben)
    at = browser("ben")
    page = at.see("/")
    assert "The door is open" in words(page)
    assert 'href="/mine/way/return"' in page
    assert 'href="/mine/way/keepsake"' in page
    returning.ask(town.ben_way, by=town.ben)
    page = at.see("/")
    assert "You asked to come back" in words(page)
    assert 'href="/mine/way/return"' not in page


# -- the checklist


def test_a_step_of_building_the_team_is_marked_where_it_stands(town, browser, path):
    at = browser("ana")
    at.send(f"{path}/building", page=path, item="contact", words="No answer", **{"as": "tried"})
    assert "Tried on" in words(at.see(path))
    at.send(f"{path}/building", page=path, item="meeting", words="At the library")
    page = words(at.see(path))
    assert re.search(r"At the library · \w+, \w+ \d+ · Ana", page)
    refused = at.send(f"{path}/building", page=path, item="nothing", words="", status=422)
    assert refused.status_code == 422
    assert at.send(f"{path}/checklist", page=path, item="past", words="", status=422)  # not needed: words are asked
    assert re.search(r"by \w+, \w+ \d+", words(browser("chloe").see(path))) is None  # the meeting is done


def test_each_paper_of_a_stage_is_begun_and_opened_from_the_list(town, browser, path):
    shipping.ship(town.house, keys={"liability", "team-plan"})
    walk(town, "getting_started")
    at, begin = browser("ana"), f"/people/{town.ben_way.pk}/papers/new"
    page = at.see(path)
    forms = [form for form in re.findall(r"<form.*?</form>", page, re.S) if f'action="{begin}"' in form]
    assert len(forms) == 8  # every paper but the permissions
    once = re.search(r'name="key" value="team-plan"><input type="hidden" name="once" value="([^"]+)"', page)[1]
    fields = {**hidden(page, begin), "key": "team-plan", "once": once}
    assert [at.post(begin, fields).status_code for _ in range(2)] == [303, 303]
    paper = Paper.objects.get()
    assert f'href="/papers/{paper.pk}"' in at.see(path)
    assert f'href="/people/{town.ben_way.pk}/consents"' in at.see(path)
    assert f'href="/papers/{paper.pk}"' in browser("ben").see("/mine/way")


def test_the_list_of_papers_that_are_late(town, browser):
    holding.end(people.meeting(town), by=town.ana)
    walk(town, "getting_started")
    at, ana = browser("chloe"), browser("ana")
    assert "No paper waits" in words(at.see("/desk/papers?what=starting"))
    shipping.ship(town.house, keys={"liability"})
    with clock.moved(days=40):
        at, ana = browser("chloe"), browser("ana")
        for each in (at, ana):
            page = words(each.see("/desk/papers?what=starting"))
            assert "Ben" in page
            assert "9 still open" in page
        assert b"Emergency plan" in at.get("/desk/papers.csv?what=starting").content


# -- a talk and a decision


def test_a_review_has_the_survey_before_it_own_words_first(town, browser, path):
    shipping.ship(town.house, keys={"progress-survey"})
    walk(town)
    review = Review.objects.get(kind="formal")
    ana, ben = browser("ana"), browser("ben")
    assert "Own words first" in words(ben.see(f"/reviews/{review.pk}"))
    paper = paperwork.begin(town, "progress-survey")
    said = {"emotional_words": "I breathe again.", "emotional_now": 4, "emotional_then": 2,
            "emotional_importance": 5, "emotional_support": True}  # fmt: skip
    paperwork.fill(paper, by=town.ben, **said)
    page = words(ana.see(f"/reviews/{review.pk}"))
    assert "I breathe again." in page
    assert page.index("I breathe again.") < page.index("Area by area")
    assert "Emotional 4 2 5 – Very much Yes" in page
    assert "Financial" not in page.split("Area by area")[1].split("Each area")[0]
    filling.finish(paper, by=town.ben)
    at = f"/reviews/{review.pk}"
    day = clock.today("America/Chicago").isoformat()
    ana.send(at, held_on=day, words="We talked.", own_words="", goal="", about="")
    page = words(ben.see(at))
    assert "I breathe again." in page
    assert "Own words first" not in page


def test_a_settled_decision_opens_the_ongoing_plan(town, browser):
    shipping.ship(town.house, keys={"ongoing-plan", "onboard-policy", "participation-contract"})
    walk(town)
    decision = decide(town)
    ana = browser("ana")
    where = f"/decisions/{decision.pk}"
    assert "What follows" not in words(ana.see(where))
    assert "Both answers are looked for by" in words(ana.see(where))
    settle(town, decision)
    page = ana.see(where)
    assert "Both answers are looked for" not in words(page)
    begin = f"/people/{town.ben_way.pk}/papers/new"
    assert [form for form in re.findall(r"<form.*?</form>", page, re.S) if begin in form and "ongoing-plan" in form]
    assert "gone through again" not in words(page)  # no assessment was held
    made = ana.send(begin, page=where)
    assert made["Location"].startswith("/papers/")
    assert Paper.objects.get().form.key == "ongoing-plan"


def test_after_an_assessment_policy_and_contract_are_asked_for_again(town, browser):
    shipping.ship(town.house, keys={"onboard-policy"})
    walk(town)

    paper = paperwork.begin(town, "onboard-policy")
    paperwork.fill_needed(paper, by=town.ben)
    for who in (town.ben, town.ana):
        if who.role_for(paper) in paper.version.signs:
            paperwork.sign(town, paper, by=who)
    at = browser("ben")
    assert "after the assessment" not in words(at.see("/mine/papers"))
    with clock.moved(days=3):
        review = Review.objects.get(kind="formal")
        reviewing.hold(review, held_on=clock.today("America/Chicago"), talked=[], words="Good.", by=town.ana)
        at = browser("ben")
        page = words(at.see("/mine/papers"))
        assert "To be gone through again, after the assessment of" in page
        assert "Go through it again: Participant On-Board" in page or "Go through it again" in page
        at.send(f"/papers/{paper.pk}/renewal", page="/mine/papers")
    assert Paper.objects.filter(after=paper).count() == 1


# -- an earlier way, and the door back


def test_plans_of_an_earlier_way_are_listed_and_opened_with_their_yes(town, browser):
    shipping.ship(town.house, keys={"team-plan"})
    from cairn.papers import agreeing

    paper = paperwork.begin(town, "team-plan")

    paperwork.fill_needed(paper, by=town.ben)
    paperwork.agree(town, paper, by=town.ana)
    paperwork.agree(town, paper, by=town.ben, verb=agreeing.agree)
    leaving.part(town.ben_way, by=town.ben)
    asked = returning.ask(teams.own(town.ben), by=town.ben)
    new = returning.welcome(asked, program=town.program, by=town.chloe)
    pairing.join(new, person=town.eva.person, by=town.chloe)
    eva, ben = browser("eva"), browser("ben")
    ben.send("/mine/way/earlier", page="/mine/way", plans="on")
    page = eva.see(f"/people/{new.pk}/way/before")
    assert f'href="/papers/{paper.pk}"' in page
    assert "the notes are not" in words(page)
    eva.see(f"/papers/{paper.pk}")
    ben.send("/mine/way/earlier", page="/mine/way", notes="on")
    eva.see(f"/papers/{paper.pk}", status=404)
    assert f"/papers/{paper.pk}" not in eva.see(f"/people/{new.pk}/way/before")


def test_the_open_page_answers_the_same_with_the_right_code(town, browser, stranger):
    from tests.web.test_referrals import NEW_EACH_TIME, SAID, sent

    code = returning.give_code(town.ben_way, by=town.ana)
    leaving.part(town.ben_way, by=town.ben)
    pages = []
    for said in ({**SAID, "before_code": "AAAA-AAAA-AAAA"}, {**SAID, "before_code": code}):
        answer = sent(stranger, said)
        pages.append(re.sub(NEW_EACH_TIME, "", stranger.see(answer["Location"])))
    assert pages[0] == pages[1]
    coming = Coming.objects.get()
    assert "Text message" in coming.reach
    chloe = browser("chloe")
    assert f"/path/returns/{coming.pk}" in chloe.see("/path/returns")
    listed = chloe.see("/referrals")
    page = next(
        page
        for page in (chloe.see(where) for where in set(re.findall(r'href="(/referrals/[0-9a-f-]{36})"', listed)))
        if "asks to come back" in page
    )
    assert f"/path/returns/{coming.pk}" in page
    assert "first contact by" in words(listed)


def test_ending_names_the_notes_that_are_not_finished(town, browser, path):
    note = people.draft(town)
    walk(town)
    at, end = browser("ana"), f"{path}/leaving/end"
    page = at.see(end)
    assert f'href="/notes/{note.pk}/write"' in page or f"/notes/{note.pk}" in page
    assert "Notes that are not finished" in words(page)
    refused = at.send(end, why="", status=422)
    assert "not finished" in " ".join(sentences(refused))
    at.send(end, why="He moved away.")
    at.see(f"/notes/{note.pk}", status=404)
    assert Decision.objects.count() == 0


# -- the session in one look, the stage on the head


def test_a_session_in_one_look_for_whoever_holds_it(town, browser, queries):
    building.mark(town.ben_way, step="strengths", by=town.ana)
    meeting = people.meeting(town)
    at = browser("ana")
    page = words(at.see(f"/meetings/{meeting.pk}"))
    assert "In one look" in page
    assert "How they like to be reached" in page
    for name in ("ben", "chloe"):
        assert "In one look" not in words(browser(name).see(f"/meetings/{meeting.pk}"))
    counts = []
    for turn in (1, 3):
        from tests.web.test_budgets import steps, wins

        steps(town, turn)
        wins(town, turn)
        at.see(f"/meetings/{meeting.pk}")
        with queries() as said:
            at.see(f"/meetings/{meeting.pk}")
        counts.append(len(said))
    assert counts[0] == counts[1] <= 12


def test_the_stage_stands_on_the_head_of_each_person(town, browser):
    people.ally(town)
    walk(town)
    way = f"/people/{town.ben_way.pk}"
    for name in ("ana", "chloe"):
        assert f'href="{way}/way"><svg' in re.sub(r"\s+<", "<", browser(name).see(way))
        assert "Making progress" in words(browser(name).see(way))
    assert "Making progress" not in words(browser("olga").see(way))
