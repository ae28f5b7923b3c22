"""Referrals over the pages: the public one, the list, one referral, a match; and how little each page asks."""

import csv
import io
import re

import pytest

from cairn.audit.models import Event
from cairn.exchange import tables
from cairn.lib import clock
from cairn.people.acts import Act
from cairn.people.models import Person
from cairn.teams import changing, match_reading, matching, offering, referral_reading
from cairn.teams.models import Referral
from tests import town as people
from tests.web.conftest import hidden, sentences, words

pytestmark = pytest.mark.django_db
SAID = {
    "name": "Robin Vega", "referrer": "themself", "phone": "555 010 2030", "channels": ["text", "call"],
    "first_way": "text", "safe_hours": "after 4", "neutral_name": "Maria from the library", "languages": ["es"],
    "asks": "Somebody who has been there", "was_here": "on", "before_code": "ABCD-2345",
}  # fmt: skip


NEW_EACH_TIME = r'<p class="code-letters".*?</p>|value="[^"]*"|"X-CSRFToken":"\w+"'


def sent(stranger, said=SAID, *, status=303, wait=10):
    """The public form is opened, filled for a while, and sent."""
    form = hidden(stranger.see("/refer/hope"), "/refer/hope")
    with clock.moved(seconds=wait):
        answer = stranger.post("/refer/hope", {**form, **said})
    assert answer.status_code == status, sentences(answer)
    return answer


def test_anybody_refers_without_an_account_and_gets_a_code(town, stranger):
    answer = sent(stranger)
    row = Referral.objects.get()
    page = words(stranger.see(answer["Location"]))
    assert "Thank you. It is here." in page
    assert "Robin" not in page
    assert row.reference in page.replace(" ", "").replace("-", "")
    assert row.reference not in answer["Location"]
    assert (row.source, row.program, row.spoken, row.safe_contact["channels"]) == (
        "public",
        None,
        ["es"],
        ["text", "call"],
    )
    assert (row.safe_contact["leave_no_message"], row.before) == (True, {"was_here": True, "code": "ABCD-2345"})


def test_safe_contact_is_the_first_question(town, stranger):
    page = words(stranger.see("/refer/hope"))
    assert page.index("how is it safe to get in touch") < page.index("Who is it for?")


def test_the_page_answers_the_same_for_somebody_who_is_known(town, stranger):
    pages = []
    for name in ("Ben", "Nobody Here"):
        shown = sent(stranger, {**SAID, "name": name})["Location"]
        pages.append(
            re.sub(
                r'<p class="code-letters".*?</p>|value="[^"]*"|"X-CSRFToken":"\w+"', "", stranger.see(shown), flags=re.S
            )
        )
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("more", "wait", "sentence"),
    [
        ({"website": "spam"}, 10, "Please leave the last field empty"),
        ({}, 1, "That was very quick"),
        ({}, 25 * 3600, "This page was open for a long time"),
        ({"token": "forged"}, 10, "This page was open for a long time"),
        ({"name": ""}, 10, "Please give the name they go by"),
        ({"referrer": "staff"}, 10, "Please say who refers"),
    ],
)
def test_what_no_person_sent_is_not_kept_and_what_was_typed_stays(town, stranger, more, wait, sentence):
    answer = sent(stranger, {**SAID, **more}, status=422, wait=wait)
    assert sentence in " ".join(sentences(answer))
    assert "Somebody who has been there" in answer.content.decode()
    assert Referral.objects.count() == 0


def test_sending_twice_is_one_referral(town, stranger):
    form = hidden(stranger.see("/refer/hope"), "/refer/hope")
    with clock.moved(seconds=10):
        for _ in range(2):
            assert stranger.post("/refer/hope", {**form, **SAID}).status_code == 303
    assert Referral.objects.count() == 1
    stranger.see("/refer/nobody", status=404)


def test_a_coordinator_takes_a_referral_to_a_match(town, browser, stranger):
    sent(stranger)
    matching.keep_profile({"languages": ["es"]}, by=town.eva)
    at, pk = browser("chloe"), Referral.objects.get().pk
    path = f"/referrals/{pk}"
    assert "Robin Vega" in at.see("/referrals")
    page = words(at.see(path))
    assert page.index("Leave no message") < page.index("What they ask for")
    at.send(f"{path}/contacts", page=path, how="text", reached="yes", words="Glad to hear from us")
    at.send(f"{path}/details", {**SAID, "program": town.program.pk, "referrer": "family"})
    page = words(at.see(f"{path}/match"))
    assert "They both speak Spanish." in page
    assert "They have no language in common." in page
    at.send(f"{path}/match", supporter=town.eva.person_id)
    offer = offering.Offer.objects.get()
    at.send(f"/offers/{offer.pk}/record", page=f"{path}/match", choice="yes", how="By phone")
    work = browser("eva").see("/my-work")
    assert "Would you walk with Robin Vega?" in work
    assert "555 010" not in work
    browser("eva").send(f"/offers/{offer.pk}/answer", page="/my-work", choice="yes")
    assert "the way has begun" in at.see(path)
    assert Event.objects.filter(act=Act.REFERRAL_READ, by_id=town.chloe.person_id).count() == 1


def test_likeness_is_shown_with_reasons_joined_and_taken_apart(town, browser):
    one, other = people.referral(town), people.referral(town, name="Robbin Vega")
    at, path = browser("chloe"), f"/referrals/{one.pk}"
    page = words(at.see(path))
    assert "The phone number is the same. The name is spelled almost the same." in page
    assert sentences(at.send(f"{path}/same", page=path, into=other.pk, why="", status=422))[:1]
    at.send(f"{path}/same", page=path, into=other.pk, why="The same phone")
    page = at.see(path)
    assert "This is the same person as Robbin Vega. The same phone" in words(page)
    undo = re.search(r'action="(/referrals/same/[\w-]+/end)"', page)[1]
    at.send(undo, page=path, why="Two sisters")
    assert "This is the same person as" not in words(at.see(path))


def test_the_list_can_be_taken_along_as_it_is_shown_without_formulas(town, browser):
    people.referral(town, name="=1+1", wishes={"languages": ["es"]})
    people.referral(town, name="Other")
    at = browser("chloe")
    rows = list(csv.reader(io.StringIO(at.get("/referrals/table/csv?language=es").content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Name", "'=1+1"]
    assert at.get("/referrals/table/xlsx").content.startswith(b"PK")
    assert at.get("/referrals/table/exe").status_code == 404
    assert Event.objects.filter(act=Act.REFERRAL_EXPORT).count() == 2
    assert tables.csv(["a"], [[None], ["@x"]]).decode("utf-8-sig").split() == ["a", '""', "'@x"]


def test_a_referral_is_found_by_name_and_by_code_and_no_name_stands_in_an_address(town, browser):
    row = people.referral(town, name="Zoë Ångström")
    at = browser("chloe")
    assert "Zoë Ångström" in at.find("/referrals", "angstrom")
    assert "Zoë Ångström" in at.find("/referrals", row.reference)
    assert "No referral goes by that name" in at.find("/referrals", "nobody")


def test_a_participant_asks_for_another_and_answers_themself(town, browser):
    ben, chloe = browser("ben"), browser("chloe")
    ben.send("/mine/supporter", asks="Somebody who likes to walk")
    assert "Ben" in words(chloe.see("/referrals")).split("Asked for another supporter")[1]
    assert "another supporter" not in words(browser("ana").see(f"/people/{town.ben_way.pk}")).lower()
    path = f"/people/{town.ben_way.pk}/match"
    assert "Somebody who likes to walk" in chloe.see(path)
    chloe.send(f"/people/{town.ben_way.pk}/handover", page=path)
    assert "A word about Ben" in browser("ana").see("/my-work")
    handover = match_reading.handovers(town.ana)[0]
    browser("ana").send(f"/handovers/{handover.pk}/word", page="/my-work", word="He likes to walk by the river")
    assert "He likes to walk by the river" in ben.see("/mine/supporter")
    chloe.send(path, supporter=town.eva.person_id)
    offer = offering.Offer.objects.get()
    assert "Would you like to walk with Eva?" in ben.see("/mine/supporter")
    ben.send(f"/offers/{offer.pk}/answer", page="/mine/supporter", choice="yes", passes=["steps"])
    assert "by the river" not in browser("eva").see("/my-work")
    browser("eva").send(f"/offers/{offer.pk}/answer", page="/my-work", choice="yes")
    assert "by the river" in browser("eva").see("/my-work")
    assert browser("ana").get(f"/people/{town.ben_way.pk}").status_code == 404
    member = town.ben_way.team.get(ended_at=None)
    assert (member.person_id, member.sees_since is None, member.steps_since) == (town.eva.person_id, False, None)


def test_how_somebody_is_reached_is_said_by_their_team_and_by_themself(town, browser):
    path = f"/people/{town.ben_way.pk}"
    said = {"channels": ["call", "text"], "first_way": "text", "safe_hours": "after 4", "phone": "555 010 2030"}
    browser("ana").send(f"{path}/reach", said, page=f"{path}/about")
    person = Person.objects.get(pk=town.ben.person_id)
    assert (person.phone, person.safe_contact["channels"], person.safe_contact["hours"]) == (
        "555 010 2030", ["text", "call"], "after 4",
    )  # fmt: skip
    browser("ben").send("/mine/account/reach", {**said, "safe_hours": "never on Sunday"}, page="/mine/account")
    assert "never on Sunday" in browser("chloe").see(f"{path}/about")
    refused = browser("ana").send(f"{path}/reach", {**said, "phone": "1"}, page=f"{path}/about", status=422)
    assert "phone number looks too short" in sentences(refused)[0]
    browser("eva").send(f"{path}/reach", said, page="/people", status=404)


@pytest.mark.long
def test_the_waiting_list_asks_as_much_with_three_hundred(town, queries):
    for n in range(300):
        people.referral(town, name=f"Robin {n}")
    for _ in range(2):
        with queries() as asked:
            rows, more = referral_reading.waiting_list(town.chloe)
    assert (len(rows), bool(more), len(asked)) == (50, True, 2)


PAGES = [
    ("chloe", "/referrals", 6),
    ("chloe", "/referrals?sort=newest", 6),
    ("chloe", "/referrals/{row}", 10),
    ("chloe", "/referrals/{row}/match", 10),
    ("chloe", "/referrals/new", 2),
    ("chloe", "/people/{way}/match", 11),
    ("eva", "/my-work", 6),
    ("ben", "/mine/supporter", 5),
]


def test_pages_ask_as_much_with_one_row_as_with_many(town, browser, queries):
    row = people.waiting(town)
    offering.offer(people.waiting(town, name="First"), supporter=town.eva.person, by=town.chloe)
    changing.ask(town.ben_way, by=town.ben)
    at, counts = {name: browser(name) for name in ("chloe", "eva", "ben")}, {}
    for turn, many in enumerate((0, 2, 20)):
        for n in range(many):
            other = people.waiting(town, name=f"Robin {turn} {n}", urgency="soon", urgency_why="x")
            offering.offer(other, supporter=town.eva.person, by=town.chloe)
            matching.say_conflict(row, supporter=people.somebody(town.house, f"s{turn}{n}", "supporter").person,
                                  kind="relative", by=town.chloe)  # fmt: skip
        for who, path, _ in PAGES:
            path = path.format(row=row.pk, way=town.ben_way.pk)
            at[who].see(path)
            with queries() as asked:
                at[who].see(path)
            counts.setdefault(path, []).append(len(asked) - 1)
    assert {path: said for path, said in counts.items() if len(set(said)) > 1} == {}
    most = {p.format(row=row.pk, way=town.ben_way.pk): n for _, p, n in PAGES}
    assert {path: said for path, said in counts.items() if said[0] > most[path]} == {}
