"""What the pages of papers ask of the database: as much with many papers, permissions and releases as with one."""

import pytest

from cairn.lib import clock
from cairn.papers import consenting, releasing, shipping
from tests.papers import paperwork

pytestmark = pytest.mark.django_db
PAGES = [
    # who asks for which page, and how many statements it may take
    ("ben", "/mine/papers", 6),
    ("ben", "/mine/consents", 7),
    ("ben", "/mine/card", 4),
    ("ana", "/people/{way}/papers", 9),
    ("ana", "/people/{way}/consents", 8),
    ("ana", "/people/{way}/releases/new", 6),
    ("ana", "/people/{way}/card", 7),
    ("ben", "/papers/{draft}/filling", 5),
    ("ben", "/papers/{draft}/news", 5),
    ("ben", "/papers/{draft}/reading", 5),
    ("ana", "/papers/{draft}/filling", 7),
    ("ana", "/papers/{draft}/reading", 8),
    ("ben", "/papers/{signed}", 4),
    ("ana", "/papers/{signed}", 6),
    ("ana", "/papers/{plan}/changes", 6),
    ("ben", "/consents/{consent}", 4),
]


def permissions(town, number):
    """So many permissions more, each used once; the last one taken back."""
    for _ in range(number):
        consent = paperwork.consent(town, person_name="Ben")
        about = {"what": ["goals"], "to": "County Clinic", "why": "care", "how": "mail"}
        releasing.release(town.ben_way, consent=consent, by=town.ana, **about)
    consenting.revoke(consent, by=town.ben)
    return consent


def plans(town, number):
    """So many versions more of a plan."""
    for _ in range(number):
        paper = paperwork.begin(town, "emergency-plan")
        paperwork.fill(paper, by=town.ben, early_signs="I sleep less", helps="A walk", call_order=[{"name": "Rosa"}])
        paperwork.agree(town, paper, by=town.ben)
    return paper


@pytest.mark.parametrize("many", [12, pytest.param(300, marks=pytest.mark.long)])
def test_pages_ask_little_and_no_more_with_many_papers_than_with_one(town, browser, queries, many):
    shipping.ship(town.house)
    at = {who: browser(who) for who in ("ana", "ben")}
    things = {"way": town.ben_way.pk, "draft": paperwork.begin(town, "boundaries").pk}
    paper = paperwork.begin(town, "participation-contract")
    things["signed"] = paperwork.complete(town, paper).pk
    plans(town, 1)
    counts = {}
    for turn, number in enumerate((1, 2, many - 3)):
        things |= {"consent": permissions(town, number).pk, "plan": plans(town, number).pk}
        for who, path, _ in PAGES:
            at[who].see(path.format(**things))  # keys are opened once and kept
        with clock.moved(minutes=16 * (turn + 1)):  # so that each look is a new one, and is recorded
            for who in at:
                at[who].see("/mine/account")  # a sign of life, written every other minute
            for who, path, _ in PAGES:
                with queries() as said:
                    at[who].see(path.format(**things))
                counts.setdefault((who, path), []).append(len(said))
    assert {page: said for page, said in counts.items() if len(set(said)) > 1} == {}
    assert {page: said for (page, said), (*_, most) in zip(counts.items(), PAGES, strict=True) if said[0] > most} == {}
