"""What the pages about papers ask of the database: as much with one paper, text or part as with many."""

import pytest

from cairn.lib import clock
from cairn.papers import designing, library, shipping

pytestmark = pytest.mark.django_db
LIST = "/house/papers"
PAGES = [
    # who asks for which page, and how many statements it may take
    ("finn", LIST, 3),
    ("chloe", LIST, 3),
    ("finn", f"{LIST}/new", 3),
    ("finn", f"{LIST}/import", 1),
    ("finn", LIST + "/{form}", 6),
    ("gus", LIST + "/texts/{text}", 5),
    ("chloe", LIST + "/texts/{text}/print", 2),
    ("chloe", LIST + "/texts/{text}/pdf", 2),
    ("chloe", LIST + "/texts/{text}/questionnaire", 2),
    ("finn", LIST + "/texts/{draft}/differences", 4),
    ("finn", LIST + "/drafts/{draft}", 4),
    ("finn", LIST + "/drafts/{draft}/about", 2),
    ("finn", LIST + "/drafts/{draft}/parts/new", 2),
    ("finn", LIST + "/drafts/{draft}/parts/part-0", 2),
    ("finn", LIST + "/drafts/{draft}/preview", 2),
    ("finn", LIST + "/drafts/{draft}/publication", 5),
    ("ben", "/texts/tiers", 3),
    ("ben", "/mine/manual", 8),  # two of them write down that it was read
    ("ana", "/manual", 8),
    ("ben", "/manual/pdf", 4),
]


def grow(town, number):
    """So many papers, texts of one of them and parts of its draft more."""
    for _ in range(number):
        there = len(library.forms(town.finn))
        designing.design(key=f"own-{there}", kind="survey", title={"en": f"Own {there}", "es": "P"}, by=town.finn)
    form = library.text_for(town.finn, "boundaries").form
    for _ in range(number):
        draft = designing.draft(form, by=town.finn)
        parts = [
            {"id": f"part-{n}", "type": "line", "text": {"en": "A", "es": "B"}} for n in range(len(draft.items) + 1)
        ]
        designing.change(draft, by=town.finn, items=parts)
        designing.publish(draft, what_changed={"en": "More.", "es": "Más."}, by=town.finn)
    draft = designing.draft(form, by=town.finn)
    return {"form": form.pk, "text": library.text_for(town.finn, "boundaries").pk, "draft": draft.pk}


def test_pages_about_papers_ask_little_and_no_more_with_many_than_with_one(town, browser, queries):
    shipping.ship(town.house)
    at, counts = {who: browser(who) for who in ("finn", "chloe", "gus", "ana", "ben")}, {}
    at["ben"].see("/mine/manual")
    at["ana"].see("/manual")
    for turn, number in enumerate((1, 2, 9)):
        things = grow(town, number)
        with clock.moved(minutes=20 * (turn + 1)):
            for who in at:
                at[who].see("/mine/account")
            for who, path, _ in PAGES[:3]:
                at[who].see(path.format(**things))  # grades are worked out once and kept
            for who, path, _ in PAGES:
                with queries() as said:
                    answer = at[who].get(path.format(**things))
                assert answer.status_code == 200, path
                counts.setdefault((who, path), []).append(len(said))
    assert {page: said for page, said in counts.items() if len(set(said)) > 1} == {}
    assert {page: said for (page, said), (*_, most) in zip(counts.items(), PAGES, strict=True) if said[0] > most} == {}
