"""Coming in, coming back, leaving: over the pages, as a person does."""

import datetime
import re

import pytest
from django.conf import settings

from cairn.lib import clock
from cairn.people import joining, signing_in
from cairn.people.models import SignIn
from cairn.people.roles import Role
from tests import town as people
from tests.web.conftest import Browser, hidden, sentences, words

pytestmark = pytest.mark.django_db


def test_health_says_that_pages_can_be_served_and_leaves_nothing(stranger):
    answer = stranger.get("/health")
    assert (answer.status_code, answer.json()["ok"]) == (200, True)
    assert not answer.cookies


def test_the_first_page_for_a_stranger(stranger):
    page = words(stranger.see("/"))
    assert "One note, two voices" in page
    assert "Sign in" in page
    assert "I have a code" in page


@pytest.mark.parametrize("name", ["ana@hope.example", " ANA@Hope.example "])
def test_staff_sign_in_by_email(town, stranger, name):
    answer = stranger.send("/sign-in", name=name, secret=people.PASSPHRASE)
    assert answer["Location"] == "/"
    assert "Ana" in words(stranger.see("/"))


def test_a_participant_signs_in_by_name_and_pin_and_goes_where_they_meant(town, stranger):
    assert stranger.get("/mine/history")["Location"] == "/sign-in?next=%2Fmine%2Fhistory"
    answer = stranger.send("/sign-in", page="/sign-in?next=/mine/history", name="ben  of hope", secret=people.PIN)
    assert answer["Location"] == "/mine/history"


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"])
def test_nobody_is_led_out_of_the_house(town, stranger, to):
    answer = stranger.send("/sign-in", name="ana@hope.example", secret=people.PASSPHRASE, next=to)
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "", "secret": "x"}, "Please type the name or e-mail address you sign in with."),
        ({"name": "ana@hope.example", "secret": ""}, "Please type your PIN or passphrase."),
    ],
)
def test_what_is_missing_is_said_at_its_field(town, stranger, fields, sentence):
    assert sentences(stranger.send("/sign-in", fields, status=422)) == [sentence]


def test_a_wrong_secret_and_a_wrong_name_answer_alike_and_keep_the_name(town, stranger):
    answers = [
        stranger.send("/sign-in", name=name, secret="not the right one", status=422)
        for name in ("ana@hope.example", "ona@hope.example")
    ]
    assert sentences(answers[0]) == sentences(answers[1]) != []
    assert 'value="ona@hope.example"' in answers[1].content.decode()
    assert "not the right one" not in answers[0].content.decode()


def test_many_wrong_secrets_are_answered_with_a_pause_that_spares_the_own_device(town, browser, stranger):
    at_home = browser("ana")
    for _ in range(8):
        stranger.send("/sign-in", name="ana@hope.example", secret="wrong wrong wrong wrong", status=422)
    late = stranger.send("/sign-in", name="ana@hope.example", secret=people.PASSPHRASE, status=422)
    assert "fifteen minutes" in sentences(late)[0]
    at_home.send("/sign-out", page="/")
    assert at_home.send("/sign-in", name="ana@hope.example", secret=people.PASSPHRASE)["Location"] == "/"


def test_one_email_in_two_organizations_asks_where_to(town, stranger):
    twin = people.somebody(town.other_house, "ana", Role.SUPPORTER)
    twin.person.email, twin.person.email_index = town.ana.person.email, town.ana.person.email_index
    twin.person.save()
    page = stranger.send("/sign-in", name="ana@hope.example", secret=people.PASSPHRASE, status=200).content.decode()
    assert "Hope House" in page
    assert "Other House" in page
    houses = re.findall(r'name="choice" value="(\d)">.*?<span>(.*?)</span>', page)
    choice = next(value for value, label in houses if label == "Other House")
    answer = stranger.post("/sign-in", {**hidden(page, "/sign-in"), "choice": choice})
    assert answer.status_code == 303
    token = stranger.cookies[settings.SIGNED_COOKIE].value
    assert signing_in.who(token).person_id == twin.person_id
    assert SignIn.objects.filter(ended_at=None).count() == 1


def test_signing_out_ends_it_and_clears_the_device(town, browser):
    at = browser("ben")
    token = at.cookies[settings.SIGNED_COOKIE].value
    answer = at.send("/sign-out", page="/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert at.cookies[settings.SIGNED_COOKIE].value == ""
    assert signing_in.whose(token) is None


def test_leaving_fast_works_from_any_page_and_without_one(town, browser):
    at = browser("ben")
    token = at.cookies[settings.SIGNED_COOKIE].value
    answer = at.post("/exit")
    assert (answer.status_code, answer["Location"]) == (303, settings.EXIT_TO)
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert signing_in.whose(token) is None
    assert settings.EXIT_TO.rstrip("/") in answer["Content-Security-Policy"]
    assert Browser().post("/exit").status_code == 303


def test_a_form_from_elsewhere_is_refused(town, browser):
    assert browser("ben").post("/sign-out", {}).status_code == 403


def a_code(town):
    return joining.make_code(town.ben.person, by=town.ana, through=town.ben_way)


def test_a_code_opens_a_page_that_names_the_person_and_takes_a_name_and_pin(town, stranger):
    code = a_code(town)
    typed = code.lower().replace("-", " ")
    page = stranger.send("/join", code=typed, status=200).content.decode()
    assert "Hello, Ben" in page
    answer = stranger.post(
        "/join", {**hidden(page, "/join"), "name": "river stone", "secret": "270518", "repeat": "270518"}
    )
    assert answer.status_code == 303
    assert "Ben" in words(stranger.see("/"))
    again = Browser().send("/join", code=code, status=422)
    assert "Codes last for half an hour" in sentences(again)[0]


def test_opening_the_address_of_a_code_uses_nothing_up(town, stranger):
    code = a_code(town)
    for _ in range(3):
        assert code in stranger.see(f"/join/{code}")
    assert "Hello, Ben" in stranger.send(f"/join/{code}", code=code, status=200).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "river stone", "secret": "123456", "repeat": "123456"}, "easy to guess"),
        ({"name": "r", "secret": "270518", "repeat": "270518"}, "three letters or more"),
        ({"name": "river stone", "secret": "270518", "repeat": "270519"}, "not the same"),
        ({"name": "dan of hope", "secret": "270518", "repeat": "270518"}, "taken"),
    ],
)
def test_what_cannot_be_chosen_is_said_and_the_code_still_works(town, stranger, fields, sentence):
    page = stranger.send("/join", code=a_code(town), status=200).content.decode()
    answer = stranger.post("/join", {**hidden(page, "/join"), **fields})
    assert answer.status_code == 422
    assert sentence in sentences(answer)[0]
    assert f'value="{fields["name"]}"' in answer.content.decode()
    good = {"name": "river stone", "secret": "270518", "repeat": "270518"}
    assert stranger.post("/join", {**hidden(answer.content.decode(), "/join"), **good}).status_code == 303


def test_staff_choose_only_a_passphrase(town, stranger):
    _ines, code = joining.invite("Ines", roles=[Role.SUPPORTER], email="ines@hope.example", by=town.finn)
    page = stranger.send("/join", code=code, status=200).content.decode()
    assert 'name="name"' not in page
    short = stranger.post("/join", {**hidden(page, "/join"), "secret": "270518", "repeat": "270518"})
    assert "fifteen letters" in sentences(short)[0]
    words_ = "four words for ines"
    answer = stranger.post("/join", {**hidden(page, "/join"), "secret": words_, "repeat": words_})
    assert answer.status_code == 303
    assert Browser().send("/sign-in", name="ines@hope.example", secret=words_)["Location"] == "/"


def expire(minutes=31):
    return clock.moved(minutes=minutes)


def test_an_expired_sign_in_asks_only_for_the_secret_and_goes_on(town, browser):
    at = browser("ben")
    with expire():
        answer = at.get("/mine/notes")
        assert answer["Location"] == "/again?next=%2Fmine%2Fnotes"
        assert "Still you, Ben?" in at.see(answer["Location"])
        assert at.send("/again", page=answer["Location"], secret=people.PIN)["Location"] == "/mine/notes"
        at.see("/mine/notes")


def test_what_was_sent_after_the_sign_in_expired_is_kept_and_goes_on(town, browser):
    at = browser("ben")
    form = hidden(at.see("/mine/account"), "/mine/account")
    typed = {**form, "chosen_name": "Ben the Second", "pronouns": "", "zone": "", "languages": "en", "first": "en"}
    with expire():
        kept = at.post("/mine/account", typed)
        assert kept.status_code == 401
        page = kept.content.decode()
        assert "Ben the Second" not in page
        wrong = at.post("/again", {**hidden(page, "/again"), "secret": "000000"})
        assert wrong.status_code == 422
        right = at.post("/again", {**hidden(wrong.content.decode(), "/again"), "secret": people.PIN})
        assert "Ben the Second" in right.content.decode()
        assert at.post("/mine/account", hidden(right.content.decode(), "/mine/account")).status_code == 303
    assert town.again("ben").person.chosen_name == "Ben the Second"


def test_kept_words_go_on_for_the_same_person_on_the_same_device_only(town, browser):
    at, dan = browser("ben"), browser("dan")
    form = hidden(at.see("/mine/account"), "/mine/account")
    with expire():
        kept = at.post("/mine/account", {**form, "chosen_name": "Ben the Second"}).content.decode()
        taken = {
            **hidden(kept, "/again"),
            "csrfmiddlewaretoken": hidden(dan.see("/again"), "/again")["csrfmiddlewaretoken"],
        }
        answer = dan.post("/again", {**taken, "secret": people.PIN})
    assert (answer.status_code, answer["Location"]) == (303, "/")


def test_a_secret_is_never_kept(town, browser):
    at = browser("ben")
    form = hidden(at.see("/mine/account"), "/mine/account/secret")
    with expire():
        kept = at.post("/mine/account/secret", {**form, "old": people.PIN, "new": "270518", "repeat": "270518"})
        right = at.post("/again", {**hidden(kept.content.decode(), "/again"), "secret": people.PIN}).content.decode()
    assert people.PIN not in right
    assert 'name="new"' not in right


def test_words_sent_from_a_device_that_was_signed_out_are_shown_to_be_taken_along(town, browser):
    at = browser("ben")
    form = hidden(at.see("/mine/account"), "/mine/account")
    signing_in.end_all(town.ben.person)
    answer = at.post("/mine/account", {**form, "chosen_name": "Ben the Second", "secret": "not this one"})
    assert answer.status_code == 401
    assert "Ben the Second" in answer.content.decode()
    assert "not this one" not in answer.content.decode()


def test_over_an_open_page_a_script_asks_in_json(town, browser):
    at = browser("ana")
    csrf = hidden(at.see("/"), "/exit")["csrfmiddlewaretoken"]
    how = {"HTTP_ACCEPT": "application/json", "HTTP_X_CSRFTOKEN": csrf}
    with expire():
        asked = at.get("/", HTTP_ACCEPT="application/json")
        assert asked.status_code == 401
        wrong = at.post("/again", {"secret": "wrong wrong wrong wrong"}, **how)
        assert wrong.status_code == 403
        assert "Nothing is lost" in wrong.json()["sentence"]
        right = at.post("/again", {"secret": people.PASSPHRASE}, **how)
        assert right.json()["ok"] is True
        assert right.json()["csrf"]
        at.see("/")
    gone = Browser().post("/again", {"secret": "x"}, **how)
    assert gone.status_code == 403


def test_the_language_of_the_browser(stranger):
    answer = stranger.send("/language", page="/sign-in", language="es", next="/sign-in")
    assert answer["Location"] == "/sign-in"
    assert '<html lang="es"' in stranger.see("/sign-in")
    stranger.send("/language", page="/sign-in", language="xx")
    assert '<html lang="es"' in stranger.see("/sign-in")


def test_small_files_for_machines(stranger, settings):
    assert "Disallow: /" in stranger.see("/robots.txt")
    stranger.see("/.well-known/security.txt", status=404)
    settings.SECURITY_CONTACT = "mailto:security@hope.example"
    said = stranger.see("/.well-known/security.txt")
    until = re.search(r"Expires: (\S+)", said)[1]
    assert "Contact: mailto:security@hope.example" in said
    assert datetime.datetime.fromisoformat(until) > clock.now()
