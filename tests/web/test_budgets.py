"""What a page asks of the database: little, and as much with three hundred rows as with one.

Keys of people are opened once in the life of a process and are not counted. Two statements of most pages about
somebody else record the look.
"""

import datetime

import pytest

from cairn.goals import stepping
from cairn.goals.models import Win
from cairn.lib import clock
from cairn.meetings import holding
from cairn.people import joining, signing_in
from cairn.people.roles import Role
from cairn.programs import founding
from cairn.teams import inviting, pairing
from cairn.teams import reading as teams
from tests import town as people

pytestmark = pytest.mark.django_db


def walkers(town, number):
    """So many participants more, supported by Ana, each with a session ahead."""
    at = clock.now() + datetime.timedelta(days=1)
    for n in range(number):
        person = joining.welcome(f"Walker {n}", roles=[Role.PARTICIPANT], by=None, organization=town.house)
        way = pairing.begin(town.program, person=person, by=town.chloe)
        pairing.join(way, person=town.ana.person, by=town.chloe)
        holding.plan(way, at=at, by=town.ana)


def steps(town, number):
    for n in range(number):
        stepping.add(town.ben_way, what=f"Step {n}", whose=(town.ben, town.ana)[n % 2].person, by=town.ana)


def wins(town, number):
    rows = [
        Win.of(town.ben_way, kind="win", words=f"Win {n}", voice=town.ben.person, on=clock.today())
        for n in range(number)
    ]
    for row in rows:
        row.save(force_insert=True)


def looks(town, number):
    for _ in range(number):
        teams.look(town.ben_way, by=town.ana)


def staff(town, number):
    for n in range(number):
        joining.welcome(f"Staff {n}", roles=[Role.SUPPORTER], by=None, organization=town.house)


def programs(town, number):
    for n in range(number):
        program = founding.found(f"Program {n} of {number}", by=town.finn)
        founding.charge(program, person=town.chloe.person, by=town.finn)


def allies(town, number):
    for n in range(number):
        inviting.invite(town.ben_way, chosen_name=f"Ally {n}", by=town.ben)


def devices(town, number):
    for n in range(number):
        signing_in.begin(town.ben.person, device=f"device {n}")


def sessions(town, number):
    at = clock.now() + datetime.timedelta(days=1)
    for _ in range(number):
        holding.plan(town.ben_way, at=at, by=town.ana)


def drafts(town, number):
    for _ in range(number):
        people.offered(town)


def notes(town, number):
    for _ in range(number):
        people.sealed(town)


GROWING = (walkers, steps, wins, looks, staff, programs, allies, devices, sessions)
FEW = (drafts, notes)  # each is written and signed, which takes its time; a page shows twenty
PAGES = [
    # who asks for which page, and how many statements it may take
    ("ana", "/", 10),
    ("ben", "/", 11),
    ("chloe", "/", 16),
    ("finn", "/", 1),
    ("ana", "/people", 4),
    ("chloe", "/people", 4),
    ("ana", "/people?q=walker", 4),
    ("ana", "/people?for=session", 4),
    ("chloe", "/people/new", 3),
    ("ana", "/people/{way}", 7),
    ("chloe", "/people/{way}", 7),
    ("ana", "/people/{way}?q=library", 7),
    ("ana", "/people/{way}/about", 5),
    ("ana", "/people/{way}/code", 3),
    ("ana", "/people/{way}/team", 5),
    ("chloe", "/people/{way}/team", 6),
    ("chloe", "/people/{way}/history", 7),
    ("ben", "/mine/notes", 3),
    ("ben", "/mine/notes?q=library", 4),
    ("ben", "/mine/team", 3),
    ("ben", "/mine/history", 3),
    ("ben", "/mine/account", 2),
    ("finn", "/house", 5),
    ("gus", "/house", 5),
    ("finn", "/house/people/{ana}", 3),
    ("gus", "/house/history", 6),
]


def look(browser, path):
    """A page, or what it finds for the words after "?q=" (which are sent, as the form does it)."""
    place, _, words = path.partition("?q=")
    return browser.find(place, words) if words else browser.see(path)


@pytest.mark.parametrize("many", [12, pytest.param(300, marks=pytest.mark.long)])
def test_pages_ask_little_and_no_more_with_many_rows_than_with_one(town, browser, queries, many):
    at = {who: browser(who) for who in ("ana", "ben", "chloe", "finn", "gus")}
    counts = {}
    for turn, number in enumerate((1, 2, many - 3)):
        for grow in GROWING:
            grow(town, number)
        for grow in FEW:
            grow(town, min(number, 9))
        for who in at:
            at[who].see("/mine/account")
        for who, path, _ in PAGES:
            look(at[who], path.format(way=town.ben_way.pk, ana=town.ana.person_id))  # keys are opened once and kept
        with clock.moved(minutes=16 * (turn + 1)):  # so that each look is a new one, and is recorded
            for who in at:
                at[who].see("/mine/account")  # a sign of life, written every other minute
            for who, path, _ in PAGES:
                with queries() as said:
                    look(at[who], path.format(way=town.ben_way.pk, ana=town.ana.person_id))
                counts.setdefault((who, path), []).append(len(said))
    assert {page: said for page, said in counts.items() if len(set(said)) > 1} == {}
    assert {page: said for (page, said), (*_, most) in zip(counts.items(), PAGES, strict=True) if said[0] > most} == {}
