"""A note read back over its page: answers, names, and opening it again."""

import pytest

from cairn.lib import clock
from cairn.notes import offering
from cairn.notes.models import Answer, Signature
from tests import town as towns
from tests.web.conftest import hidden, words
from tests.web.notes_pages import at, late_words


def answers(note):
    return list(Answer.objects.filter(note=note).values_list("section", "choice"))


def test_each_answer_is_saved_at_once(town, browser):
    note = towns.offered(town)
    ben, path = browser("ben"), at(note, "sections", towns.first(note), "answer")
    said = ben.send(path, choice="right", page=at(note, "reading"))
    assert said["Location"] == at(note, "reading") + f"#part-{towns.first(note)}"
    assert answers(note) == [(towns.first(note), "right")]
    assert 'value="right" id="said-wins-right" aria-pressed="true"' in ben.see(at(note, "reading"))
    assert "Ben: right" in words(browser("ana").see(at(note, "reading")))


def test_change_it_offers_to_open_the_note_again(town, browser):
    note = towns.offered(town)
    ben, path = browser("ben"), at(note, "sections", towns.first(note), "answer")
    ben.send(path, choice="change", page=at(note, "reading"))
    for name in ("ana", "ben"):
        assert f'href="{at(note, "reopening")}"' in browser(name).see(at(note, "reading"))
    assert "Ben would like to change this" in words(browser("ana").see(at(note, "reading")))


def test_an_answer_that_cannot_stand_keeps_its_words(town, browser):
    note = towns.offered(town)
    ben, path = browser("ben"), at(note, "sections", towns.first(note), "answer")
    form = hidden(ben.see(at(note, "reading")), path)
    offering.reopen(note, by=town.ana)
    towns.write(note, " More.", by=town.ana, section=towns.first(note))
    offering.offer(note, by=town.ana)
    late = ben.post(path, {**form, "choice": "differ", "words": "I saw it otherwise."})
    assert late.status_code == 422
    page = words(late.content.decode())
    assert "This part has changed since you read it." in page
    assert "I saw it otherwise." in page
    assert answers(note) == []


def test_for_a_script_the_one_part_comes_back(town, browser):
    note = towns.offered(town)
    ben, path = browser("ben"), at(note, "sections", towns.first(note), "answer")
    form = hidden(ben.see(at(note, "reading")), path)
    answer = ben.post(path, {**form, "choice": "differ", "words": "Mine."}, headers={"Cairn-Part": "true"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("data-unit") == 2  # the piece, and its form
    assert "Ben sees it differently Mine." in words(page)


def test_the_supporter_sees_answers_and_cannot_give_them(town, browser):
    note = towns.offered(town)
    page = browser("ana").see(at(note, "reading"))
    assert "Ben has not said yet" in words(page)
    assert "/answer" not in page


def test_late_words_are_shown_and_come_in_when_the_note_is_opened(town, browser):
    note = towns.offered(town)
    late_words(town, note, "From the bus.")
    shown = words(browser("ana").see(at(note, "reading")))
    assert "Ben wrote this on a device that was away" in shown
    assert "From the bus." in shown
    browser("ben").send(at(note, "reopening"))
    assert "From the bus." in words(browser("ana").see(at(note, "writing")))


def names(note):
    rows = Signature.objects.filter(note=note).order_by("at", "pk")
    return [(str(s.role), s.choice, s.voided_at is None) for s in rows]


@pytest.mark.parametrize(
    ("choice", "reads"),
    [
        ("signed", "Signed"),
        ("agreed", "Read it and agrees"),
        ("declined", "Would rather not sign"),
    ],
)
def test_each_choice_of_the_participant_seals_and_reads_as_it_was_meant(town, browser, choice, reads):
    note = towns.offered(town)
    towns.sign(note, by=town.ana)
    browser("ben").send(at(note, "signature"), choice=choice, name="Ben", reason="", page=at(note, "reading"))
    assert reads in words(browser("ana").see(at(note)))


def test_later_waits(town, browser):
    note = towns.offered(town)
    ben = browser("ben")
    ben.send(at(note, "signature"), choice="later", page=at(note, "reading"))
    browser("ana").send(at(note, "signature"), name="Ana", page=at(note, "reading"))
    assert names(note) == [("participant", "later", True), ("supporter", "signed", True)]
    done = ben.send(at(note, "signature"), choice="agreed", page=at(note, "reading"))
    assert done["Location"] == at(note, "sealed")


def test_somebody_who_is_not_there(town, browser):
    note = towns.offered(town)
    ana = browser("ana")
    ana.send(at(note, "absence"), reason="It was a call", page=at(note, "reading"))
    done = ana.send(at(note, "signature"), name="Ana", page=at(note, "reading"))
    assert done["Location"] == at(note, "sealed")
    page = words(ana.see(at(note)))
    assert "Was not there" in page
    assert "It was a call" in page


def test_a_wrong_name_is_said_at_its_field_and_stays_typed(town, browser):
    note = towns.offered(town)
    wrong = browser("ana").send(at(note, "signature"), name="Anna", page=at(note, "reading"), status=422)
    page = wrong.content.decode()
    assert "Please type your name as it stands on this page: Ana." in words(page)
    assert 'value="Anna"' in page
    assert names(note) == []


def test_pressing_twice_makes_one_name(town, browser):
    note = towns.offered(town)
    ana = browser("ana")
    form = hidden(ana.see(at(note, "reading")), at(note, "signature"))
    first, second = (ana.post(at(note, "signature"), {**form, "name": "Ana"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert second["Location"] == at(note, "reading") + "#names"
    assert names(note) == [("supporter", "signed", True)]


def test_pressing_twice_as_the_last_one_finds_the_sealed_note(town, browser):
    note = towns.offered(town)
    towns.sign(note, by=town.ana)
    ben = browser("ben")
    form = hidden(ben.see(at(note, "reading")), at(note, "signature"))
    answers = [ben.post(at(note, "signature"), {**form, "choice": "signed", "name": "Ben"}) for _ in range(2)]
    assert [a["Location"] for a in answers] == [at(note, "sealed"), at(note)]
    assert len(names(note)) == 2


def test_nobody_signs_a_page_that_has_changed(town, browser):
    note = towns.offered(town)
    ana = browser("ana")
    form = hidden(ana.see(at(note, "reading")), at(note, "signature"))
    offering.reopen(note, by=town.ben)
    towns.write(note, " And more.", by=town.ben, section=towns.first(note))
    offering.offer(note, by=town.ben)
    late = ana.post(at(note, "signature"), {**form, "name": "Ana"})
    assert late.status_code == 422
    assert "The note has changed since you read it." in words(late.content.decode())
    assert names(note) == []


def test_after_ten_minutes_a_name_asks_for_the_secret(town, browser):
    note = towns.offered(town)
    ana, sign = browser("ana"), at(note, "signature")
    assert 'name="secret"' not in ana.see(at(note, "reading"))
    with clock.moved(minutes=11):
        assert 'id="sign-secret"' in ana.see(at(note, "reading"))
        without = ana.send(sign, name="Ana", page=at(note, "reading"), status=422)
        assert "Please give your PIN or passphrase once more" in words(without.content.decode())
        wrong = ana.send(sign, name="Ana", secret="not this one at all", page=at(note, "reading"), status=422)
        assert "That is not the secret for this name." in words(wrong.content.decode())
        assert names(note) == []
        ana.send(sign, name="Ana", secret=towns.PASSPHRASE, page=at(note, "reading"))
    assert names(note) == [("supporter", "signed", True)]


def test_opening_again_says_whose_names_are_void_before_and_after(town, browser):
    note = towns.offered(town)
    towns.sign(note, by=town.ana)
    ben = browser("ben")
    assert "They do not count any more when the words are opened: Ana" in words(ben.see(at(note, "reopening")))
    assert ben.send(at(note, "reopening"))["Location"] == at(note, "writing")
    assert "the words were opened again after this name" in words(browser("ana").see(at(note, "writing")))
    assert names(note) == [("supporter", "signed", False)]


def test_words_survive_a_sign_in_that_ran_out(town, browser):
    note = towns.offered(town)
    ben, path = browser("ben"), at(note, "sections", towns.first(note), "answer")
    form = hidden(ben.see(at(note, "reading")), path)
    with clock.moved(minutes=31):
        asked = ben.post(path, {**form, "choice": "differ", "words": "My own view of it."})
        assert asked.status_code == 401
        assert "My own view of it." not in asked.content.decode()
        kept = hidden(asked.content.decode(), "/again")
        onward = ben.post("/again", {**kept, "secret": towns.PIN})
        page = onward.content.decode()
        assert "My own view of it." in words(page)
        done = ben.post(path, {**hidden(page, path)})
        assert done.status_code == 303
        assert answers(note) == [(towns.first(note), "differ")]
