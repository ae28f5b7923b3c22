"""The pages of one note: where it stands, the whole way to the seal, who may not, what is added later."""

import re

import pytest

from cairn.audit.models import Event
from cairn.lib import clock
from cairn.notes import amending, reading
from cairn.notes.models import Amendment
from cairn.people.acts import Act
from tests import town as towns
from tests.web.conftest import hidden, words
from tests.web.notes_pages import at, late_words

STRANGERS = ["dan", "eva", "finn", "gus", "hana", "zoe", "yan", "xia", "wim"]


def test_from_reading_back_to_the_seal(town, browser):
    note = towns.draft(town)
    towns.write(note, "We met at the library. ", by=town.ana)
    towns.write(note, "I came by bus.", by=town.ben)
    ana, ben = browser("ana"), browser("ben")
    assert ana.send(at(note, "offer"), page=at(note, "writing"))["Location"] == at(note, "reading")
    shown = words(ben.see(at(note, "reading")))
    assert "Ana: We met at the library. Ben: I came by bus." in shown
    answer = at(note, "sections", "talked", "answer")
    ben.send(answer, {"choice": "differ", "words": "It was the tram."}, page=at(note, "reading"))
    assert "Ben sees it differently It was the tram." in words(ana.see(at(note, "reading")))
    sign = at(note, "signature")
    assert ana.send(sign, name="Ana", page=at(note, "reading"))["Location"] == at(note, "reading") + "#names"
    done = ben.send(sign, choice="signed", name="ben", page=at(note, "reading"))
    assert done["Location"] == at(note, "sealed")
    assert "This is the first note on Ben’s cairn. It is sealed." in words(ben.see(at(note, "sealed")))
    for each in (ana, ben):
        page = words(each.see(at(note)))
        assert "Ana: We met at the library. Ben: I came by bus." in page
        assert "Ben sees it differently It was the tram." in page
        assert re.search(r"Ana , Certified Peer Specialist Signed .* Ben Signed", page)
    assert towns.fresh(town, note).stage == "sealed"


@pytest.mark.parametrize(
    ("make", "page", "to"),
    [
        (towns.draft, "reading", "writing"),
        (towns.draft, "sealed", ""),
        (towns.draft, "print", ""),
        (towns.draft, "amendments", ""),
        (towns.draft, "reopening", ""),
        (towns.offered, "writing", "reading"),
        (towns.offered, "sealed", ""),
        (towns.sealed, "writing", ""),
        (towns.sealed, "reading", ""),
        (towns.sealed, "reopening", ""),
        (towns.offered, "signature", "reading#names"),
        (towns.offered, "absence", "reading#names"),
        (towns.draft, "offer", "reading"),
    ],
)
def test_a_page_that_is_not_for_this_stage_leads_to_the_one_that_is(town, browser, make, page, to):
    note = make(town)
    answer = browser("ana").get(at(note, page))
    assert (answer.status_code, answer["Location"]) == (303, at(note, to) if to else at(note))


@pytest.mark.parametrize(
    ("make", "who", "said", "next"),
    [
        (towns.draft, "ana", "It is open for both of you.", "writing"),
        (towns.draft, "ben", "It is open for both of you.", "writing"),
        (towns.draft, "chloe", "Ben and Ana are still writing it.", ""),
        (towns.offered, "ben", "Your word is still to come.", "reading"),
        (towns.offered, "chloe", "Ben and Ana are reading it through.", ""),
    ],
)
def test_an_open_note_says_where_it_stands_and_the_one_next_thing(town, browser, make, who, said, next):
    note = make(town)
    page = browser(who).see(at(note))
    assert said in words(page)
    assert "We met at the library" not in words(page)
    assert (f'href="{at(note, next)}"' in page) is bool(next)


def test_whoever_has_said_their_word_waits_for_the_other(town, browser):
    note = towns.offered(town)
    towns.sign(note, by=town.ana)
    assert "Your word stands under it. It waits for Ben." in words(browser("ana").see(at(note)))
    assert "Your word is still to come." in words(browser("ben").see(at(note)))


PAGES = ["", "reading", "sealed", "print", "amendments", "reopening", "handover", "return", "writing", "parts"]


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_gets_what_a_missing_note_gets(town, browser, name):
    made, gone = towns.sealed(town), "01900000-0000-7000-8000-000000000000"
    by = browser(name)
    for page in PAGES:
        real, missing = by.get(at(made, page) if page else at(made)), by.get(f"/notes/{gone}/{page}".rstrip("/"))
        assert (real.status_code, missing.status_code) == (404, 404)
        assert bare(real, made.pk) == bare(missing, gone)


POSTS = ["offer", "signature", "absence", "reopening", "handover", "return", "amendments", "ticket", "wins", "steps",
         "description", "feeling", "sections/talked", "sections/talked/answer"]  # fmt: skip


@pytest.mark.parametrize("name", [*STRANGERS, "chloe"])
def test_a_stranger_does_nothing_either(town, browser, name):
    made, gone = towns.offered(town), "01900000-0000-7000-8000-000000000000"
    by = browser(name)
    token = hidden(by.see("/"), "/exit")
    before = reading.content(made)
    for page in POSTS:
        fields = {**token, "words": "x", "what": "x", "text": "x", "seq": "0", "choice": "right", "secret": towns.PIN}
        real, missing = by.post(at(made, page), fields), by.post(f"/notes/{gone}/{page}", fields)
        assert (page, real.status_code, missing.status_code) == (page, 404, 404)
        assert bare(real, made.pk) == bare(missing, gone)
    assert reading.content(towns.fresh(town, made)) == before


def bare(answer, pk):
    """An answer without what differs from one page load to the next."""
    text = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken":")[^"]+', "", answer.content.decode())
    return text.replace(str(pk), "")


def test_an_ally_reads_sealed_notes_only_when_the_participant_shows_them(town, browser):
    done, underway = towns.sealed(town), towns.offered(town)
    towns.ally(town, sees_notes=True, name="Olga")
    towns.ally(town, sees_notes=False, name="Paul")
    assert "We met at the library." in words(browser("olga").see(at(done)))
    assert browser("olga").get(at(underway)).status_code == 404
    assert browser("paul").get(at(done)).status_code == 404
    assert browser("olga").get(at(done, "amendments")).status_code == 404


def looks(note):
    return list(
        Event.objects.filter(act=Act.NOTE_READ, about_id=note.pk).order_by("seq").values_list("by_id", flat=True)
    )


@pytest.mark.parametrize("page", ["", "print"])
def test_a_look_at_a_note_is_told_once_in_a_while(town, browser, page):
    note = towns.sealed(town)
    path = at(note, page) if page else at(note)
    ana, ben, chloe = browser("ana"), browser("ben"), browser("chloe")
    for each in (ana, ana, ben, chloe):
        each.see(path)
    assert looks(note) == [town.ana.person_id, town.chloe.person_id]
    with clock.moved(minutes=16):
        ana.see(path)
    assert looks(note) == [town.ana.person_id, town.chloe.person_id, town.ana.person_id]


def test_reading_back_is_a_look_of_the_supporter(town, browser):
    note = towns.offered(town)
    browser("ana").see(at(note, "reading"))
    browser("ben").see(at(note, "reading"))
    assert looks(note) == [town.ana.person_id]


def test_something_is_added_under_the_note_once(town, browser):
    note = towns.sealed(town)
    ben = browser("ben")
    form = hidden(ben.see(at(note, "amendments")), at(note, "amendments"))
    sent = {**form, "words": "He called back.", "reason": "I heard it later"}
    added = [ben.post(at(note, "amendments"), sent) for _ in range(2)]
    assert [a["Location"] for a in added] == [at(note) + "#added-1"] * 2
    page = words(browser("ana").see(at(note)))
    assert re.search(r"Ben · [^·]+ I heard it later He called back\.", page)
    assert Amendment.objects.count() == 1


def test_an_amendment_without_a_reason_keeps_its_words(town, browser):
    note = towns.sealed(town)
    wrong = browser("ben").send(at(note, "amendments"), words="He called.", reason=" ", status=422)
    page = words(wrong.content.decode())
    assert "Please say in a few words why you add it." in page
    assert "He called." in page


def test_late_words_are_offered_to_their_author_as_an_amendment(town, browser):
    note = towns.offered(town)
    late_words(town, note, "From the bus.")
    for by in (town.ana, town.ben):
        towns.sign(note, by=by)
    ben, ana = browser("ben"), browser("ana")
    assert "Words of yours were on their way when this was sealed" in words(ben.see(at(note)))
    assert "Words of yours" not in words(ana.see(at(note)))
    assert "From the bus." not in words(ana.see(at(note, "amendments")))
    page = ben.see(at(note, "amendments"))
    assert "From the bus." in words(page)
    form = hidden(page, at(note, "amendments"))
    ben.post(at(note, "amendments"), {**form, "words": "From the bus.", "reason": "No connection"})
    made = Amendment.objects.get(note=note)
    assert (made.words, made.late.person_id) == ("From the bus.", town.ben.person_id)
    assert "Words of yours" not in words(ben.see(at(note)))
    assert amending.waiting(towns.fresh(town, note), town.ben) == []


def test_on_paper_it_is_all_there_and_nothing_to_press(town, browser):
    note = towns.sealed(town)
    amending.amend(note, words="He called back.", reason="Later", by=town.ben)
    page = browser("chloe").see(at(note, "print"))
    text = words(page)
    for each in ("Ana: We met at the library.", "Ana , Certified Peer Specialist", "Sealed", "He called back."):
        assert each in text
    assert 'method="post"' not in page


def test_a_sealed_note_shows_whom_it_was_signed_by_on_that_day(town, browser):
    note = towns.sealed(town)
    person = town.ana.person
    person.chosen_name = "Anastasia"
    person.save()
    page = words(browser("chloe").see(at(note)))
    assert "Anastasia" not in page
    assert "Ana , Certified Peer Specialist" in page
