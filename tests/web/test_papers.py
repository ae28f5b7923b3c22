"""Papers over their pages: the list, filling in, reading back, names, copies, what lasts."""

import html
import re

import pytest

from cairn.lib import clock
from cairn.papers import designing, filling, reading, shipping
from cairn.papers.models import Answer, Consent, Copy, Form, Name, Paper, Release, Review
from cairn.papers.rules.life import NOT_FILLED
from cairn.people.models import SignIn
from cairn.web.papers import show
from tests import town as people
from tests.papers import paperwork
from tests.web.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def laid_out(town):
    """The house's papers are there, as after every start."""
    shipping.ship(town.house)


def at(paper, page=""):
    return f"/papers/{paper.pk}{f'/{page}' if page else ''}"


def stands(paper):
    """{item: value} as it is in the database now."""
    return {row.item: row.value for row in Answer.objects.filter(paper=paper)}


def sent(browser, paper, item, page="filling"):
    """The hidden fields with which a script sends this item, as the page shows them now."""
    shown = browser.see(at(paper, page))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)[1]
    found = {name: re.search(rf'name="{name}.{item}" value="([^"]*)"', shown)[1] for name in "rm"}
    return {"csrfmiddlewaretoken": token, "item": item} | {f"{name}.{item}": v for name, v in found.items()}


def say(browser, paper, item, value, fields=None, status=200):
    """A script saves one item."""
    fields = fields or sent(browser, paper, item)
    answer = browser.post(at(paper, "item"), {**fields, f"v.{item}": value}, headers={"Cairn-Part": "true"})
    assert answer.status_code == status
    return answer.content.decode()


def begin_form(page, action, key):
    """The fields of the form that begins this paper."""
    begun = re.search(rf'action="{action}">(?:(?!</form>).)*?value="{key}">.*?name="once" value="([^"]+)"', page, re.S)
    return {"key": key, "once": html.unescape(begun[1])}


def test_a_paper_is_begun_once_filled_in_and_signed_without_scripts(town, browser):
    ben = browser("ben")
    form = begin_form(ben.see("/mine/papers"), "/mine/papers/new", "participation-contract")
    first = ben.send("/mine/papers/new", form, page="/mine/papers")["Location"]
    assert ben.send("/mine/papers/new", form, page="/mine/papers")["Location"] == first
    paper = Paper.objects.get()
    assert ben.get(first)["Location"] == at(paper, "filling")
    missing = reading.paper_for(town.ben, paper.pk).version.items
    needed = {
        f"v.{i['id']}": plain(paperwork.fitting(i)) for i in missing if i.get("required") and i["type"] != "table"
    }
    assert ben.send(at(paper, "filling"), needed, onward="1")["Location"] == at(paper, "reading")
    paperwork.fill_needed(paperwork.fresh(town, paper), by=town.ben)
    ben.send(at(paper, "signature"), name="Ben", intent="on", page=at(paper, "reading"))
    assert "Still to sign: peer supporter." in words(ben.see(at(paper, "reading")))
    browser("ana").send(at(paper, "signature"), name="Ana", intent="on", page=at(paper, "reading"))
    assert "It stays as it is" in words(ben.see(at(paper)))
    assert "Signed on" in words(ben.see("/mine/papers"))


def plain(value):
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def test_saving_never_asks_for_what_a_signature_needs(town, browser):
    paper, ben = paperwork.begin(town, "emergency-plan"), browser("ben")
    ben.send(at(paper, "filling"), {"v.well": "I sing."})
    assert stands(paper) == {"well": "I sing."}
    page = words(ben.see(at(paper, "reading")))
    assert "still to come before anybody signs" in page
    answer = ben.send(at(paper, "agreement"), page=at(paper, "reading"), digest="00", status=422)
    assert Name.objects.count() == 0
    assert "Please read it again" in words(answer.content.decode())


def test_two_devices_write_and_what_collides_is_kept_twice(town, browser):
    paper, ben, ana = paperwork.begin(town, "emergency-plan"), browser("ben"), browser("ana")
    before = sent(ana, paper, "not_to_tell")
    say(ben, paper, "not_to_tell", "My uncle")
    page = say(ana, paper, "not_to_tell", "The landlord", before)
    assert "Two of you wrote here at the same time" in words(page)
    assert stands(paper)["not_to_tell"] == "My uncle"
    sign = re.findall(r'name="choose" value="(not_to_tell:[0-9a-f]+)"', page)[1]
    fields = sent(ben, paper, "not_to_tell")
    say(ben, paper, "not_to_tell", "My uncle", {**fields, "choose": sign})
    row = Answer.objects.get(paper=paper, item="not_to_tell")
    assert (row.value, row.beside) == ("The landlord", [])


def test_both_texts_can_stand_and_without_a_script_as_well(town, browser):
    paper, ben, ana = paperwork.begin(town, "emergency-plan"), browser("ben"), browser("ana")
    before = sent(ana, paper, "pets")
    say(ben, paper, "pets", "A cat")
    say(ana, paper, "pets", "A dog", before)
    ben.send(at(paper, "filling"), {"v.pets": "A cat", "v.home": "Rent"}, choose="pets:both")
    assert stands(paper) == {"pets": "A cat\nA dog", "home": "Rent"}


def test_a_script_hears_what_the_other_device_wrote(town, browser):
    paper, ben, ana = paperwork.begin(town, "emergency-plan"), browser("ben"), browser("ana")
    stamp = re.search(r'data-stamp="([0-9a-f]+)"', ana.see(at(paper, "filling")))[1]
    assert ana.get(at(paper, "news"), {"stamp": stamp}).status_code == 204
    say(ben, paper, "pets", "A cat")
    assert "A cat" in ana.see(at(paper, "news"), stamp=stamp)


def test_own_words_wait_for_their_own_hands(town, browser):
    paper, ana = paperwork.begin(town, "emergency-plan"), browser("ana")
    page = ana.see(at(paper, "filling"))
    assert "Only Ben writes here" in words(page)
    assert 'name="v.well"' not in page
    fields = sent(ana, paper, "pets")
    forged = {**fields, "item": "well", "r.well": "0", "m.well": ""}
    assert "own words" in words(say(ana, paper, "well", "He is fine", forged, status=422))
    assert stands(paper) == {}


def test_rows_are_added_and_taken_out_without_a_script(town, browser):
    paper, ben = paperwork.begin(town, "emergency-plan"), browser("ben")
    path = at(paper, "filling")
    names = {"v.contacts.0.name": "Rosa", "v.contacts.1.name": "Teo"}
    assert ben.send(path, names, more="contacts")["Location"] == f"{path}?more=contacts#i-contacts"
    assert 'name="v.contacts.3.name"' in ben.see(f"{path}?more=contacts")
    ben.send(path, names, drop="contacts.0")
    assert stands(paper)["contacts"] == [{"name": "Teo"}]


def test_what_cannot_be_kept_stays_in_its_field_with_a_sentence(town, browser):
    paper, ben = paperwork.begin(town, "release"), browser("ben")
    answer = ben.send(at(paper, "filling"), {"v.expires_on": "soon", "v.to_whom": "Clinic"}, status=422)
    page = answer.content.decode()
    assert "Please write a day" in words(page)
    assert 'value="soon"' in page
    assert stands(paper) == {"to_whom": "Clinic"}


def test_words_for_a_paper_that_was_closed_meanwhile_are_shown_to_be_kept(town, browser):
    paper, ben = paperwork.begin(town, "emergency-plan"), browser("ben")
    page = ben.see(at(paper, "filling"))
    filling.let_go(paperwork.fresh(town, paper), by=town.ben)
    hidden = {n: html.unescape(v) for n, v in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)}
    answer = ben.post(at(paper, "filling"), {**hidden, "v.pets": "A cat called Luna"})
    assert answer.status_code == 422
    assert "A cat called Luna" in words(answer.content.decode())
    fields = {**hidden, "item": "pets", "v.pets": "A cat"}
    assert ben.post(at(paper, "item"), fields, headers={"Cairn-Part": "true"}).status_code == 409


def test_a_script_is_asked_to_sign_in_again_and_nothing_is_lost(town, browser):
    paper, ben = paperwork.begin(town, "emergency-plan"), browser("ben")
    fields = sent(ben, paper, "pets")
    SignIn.objects.filter(person=town.ben.person).update(seen_at=clock.now().replace(year=2020))
    say(ben, paper, "pets", "A cat", fields, status=401)
    token = {"csrfmiddlewaretoken": fields["csrfmiddlewaretoken"], "secret": people.PIN}
    again = ben.post("/again", token, headers={"Accept": "application/json"}).json()
    say(ben, paper, "pets", "A cat", {**fields, "csrfmiddlewaretoken": again["csrf"]})
    assert stands(paper) == {"pets": "A cat"}


def test_the_language_that_was_read_is_the_one_that_is_signed(town, browser):
    paper, ben = paperwork.begin(town, "privacy-safety"), browser("ben")
    paperwork.fill_needed(paper, by=town.ben)
    page = ben.see(at(paper, "reading") + "?language=es")
    assert 'lang="es"' in page
    path = at(paper, "signature") + "?language=es"
    ben.send(path, name="Ben", intent="on", page=at(paper, "reading") + "?language=es")
    assert Name.objects.get().language == "es"
    assert "He leído esto" in words(ben.see(at(paper)))


def test_a_changed_answer_makes_a_name_fall_and_the_page_says_so(town, browser):
    paper, ben, ana = paperwork.begin(town, "participation-contract"), browser("ben"), browser("ana")
    paperwork.fill_needed(paper, by=town.ben)
    paperwork.sign(town, paper, by=town.ben)
    assert "A name stands under it already" in words(ana.see(at(paper, "filling")))
    item = next(i["id"] for i in paper.version.items if i["type"] == "words" and not i.get("hands"))
    say(ana, paper, item, "Something else")
    assert "so it stands no more" in words(ben.see(at(paper, "reading")))


def test_a_witness_signs_beside_them_and_a_copy_is_given(town, browser):
    paper, ben, ana = paperwork.begin(town, "liability"), browser("ben"), browser("ana")
    paperwork.fill_needed(paper, by=town.ben)
    ben.send(at(paper, "signature"), name="Ben", intent="on", page=at(paper, "reading"))
    if "supporter" in paper.version.signs:
        ana.send(at(paper, "signature"), name="Ana", intent="on", page=at(paper, "reading"))
    path, page = at(paper, "witness"), at(paper, "reading")
    wrong = ana.send(path, guest="yes", witness_name="Lee", intent="on", page=page, status=422)
    assert "who the witness is" in words(wrong.content.decode())
    ana.send(path, guest="yes", witness_name="Lee", witness_words="librarian", intent="on", page=page)
    assert "librarian" in words(ben.see(at(paper)))
    assert ben.see(at(paper)).count(f'action="{at(paper, "copy")}"') == 2
    copy = ben.send(at(paper, "copy"), how="file", page=at(paper), status=200)
    assert copy.content.startswith(b"%PDF")
    ana.send(at(paper, "copy"), how="printed", page=at(paper))
    assert sorted(Copy.objects.values_list("how", flat=True)) == ["file", "printed"]
    assert "Printed, by hand" in words(ben.see(at(paper)))


def test_not_signing_is_fine(town, browser):
    paper, ben = paperwork.begin(town, "onboard-policy"), browser("ben")
    paperwork.fill_needed(paper, by=town.ben)
    ben.send(at(paper, "refusal"), reason="Not today", page=at(paper, "reading"))
    assert "Ben chose not to sign this paper" in words(ben.see(at(paper)))
    assert "Not signed, by choice" in words(ben.see("/mine/papers"))


def test_a_plan_goes_on_in_versions_and_says_what_is_different(town, browser):
    ben, ana = browser("ben"), browser("ana")
    first = paperwork.complete(town, paperwork.begin(town, "team-plan"))
    second = ana.send(at(first, "renewal"), page=at(first))["Location"].split("/")[2]
    paper = reading.paper_for(town.ben, second)
    item = next(i["id"] for i in paper.version.items if i["type"] == "words" and not i.get("hands"))
    say(ana, paper, item, "We meet on Thursdays")
    assert "We meet on Thursdays" in words(ben.see(at(paper, "changes")))
    ana.send(at(paper, "agreement"), page=at(paper, "reading"))
    ben.send(at(paper, "agreement"), page=at(paper, "reading"))
    page = words(ben.see(at(paper)))
    assert "What has changed since" in page
    ben.send(at(paper, "review"), next_on="2027-08-01", page=at(paper))
    assert Review.objects.get().next_on.isoformat() == "2027-08-01"


def test_a_newer_text_is_shown_with_what_changed_and_carries_the_answers(town, browser):
    ben = browser("ben")
    paper = paperwork.complete(town, paperwork.begin(town, "onboard-policy"))
    draft = designing.draft(Form.objects.get(key="onboard-policy", organization=town.house), by=town.finn)
    items = [dict(item) for item in draft.items]
    items[0] = {**items[0], "text": {"en": "A new first sentence.", "es": "Una frase nueva."}}
    designing.change(draft, items=items, by=town.finn)
    fresh = type(draft).objects.select_related("form").get(pk=draft.pk)
    designing.publish(fresh, what_changed={"en": "One sentence.", "es": "Una frase."}, asks_again=True, by=town.finn)
    assert "There is a newer text, to be signed anew" in words(ben.see("/mine/papers"))
    page = words(ben.see(at(paper, "newer")))
    assert "One sentence." in page
    assert "A new first sentence." in page
    ben.send(at(paper, "newer"))
    assert Paper.objects.get(after=paper).version.number == paper.version.number + 1


def test_permissions_stand_on_one_page_and_are_taken_back_in_one_step(town, browser):
    ben, ana = browser("ben"), browser("ana")
    assert "None given" in words(ben.see("/mine/consents"))
    consent = paperwork.consent(town, person_name="Ben")
    new = f"/people/{town.ben_way.pk}/releases/new"
    about = {"ground": "consent", "what": "goals", "to": "County Clinic", "why": "care", "how": "mail"}
    wrong = ana.send(new, {**about, "to": "The newspaper"}, status=422)
    assert "does not name them" in words(wrong.content.decode())
    ana.send(new, about)
    assert Release.objects.get().notice
    ben.send(f"/consents/{consent.pk}/revocation", page=f"/consents/{consent.pk}")
    page = ben.see(f"/consents/{consent.pk}")
    assert "My goals, and how far I have come" in words(page)
    letter = re.search(r'href="(/consents/[^"]+/letters/[^"]+)"', page)[1]
    assert ben.get(letter).content.startswith(b"%PDF")
    refused = ana.send(new, about, status=422)
    assert "was taken back" in words(refused.content.decode())
    emergency = {**about, "ground": "emergency", "detail-emergency": "A fall", "detail-affiliation": "County Clinic"}
    ana.send(new, {**emergency, "why_words": "To treat a fall"})
    assert "A medical emergency" in words(ben.see("/mine/consents"))
    assert Consent.objects.count() == 1


def test_the_card_says_what_the_plan_says(town, browser):
    ben = browser("ben")
    assert "Nothing is on the card yet" in words(ben.see("/mine/card"))
    paper = paperwork.begin(town, "emergency-plan")
    paperwork.fill(paper, by=town.ben, helps="A walk by the river")
    assert "Still being written" in words(ben.see("/mine/card"))
    paperwork.complete(town, paper)
    page = words(ben.see("/mine/card"))
    assert "A walk by the river" in page
    assert "Still being written" not in page
    assert ben.get("/mine/card/file").content.startswith(b"%PDF")
    assert 'href="/mine/card"' in ben.see("/mine/notes")


def test_a_device_is_passed_for_one_paper_and_comes_back(town, browser):
    paper, other = paperwork.begin(town, "onboard-policy"), paperwork.begin(town, "emergency-plan")
    paperwork.fill_needed(paper, by=town.ben)
    device = browser("ana")
    device.send(at(paper, "handover"), secret=people.PIN)
    assert "This device is yours for this paper." in words(device.see(at(paper, "filling")))
    away = ["/mine/papers", "/mine/card", "/mine/notes", "/people", at(other, "filling"), at(paper, "handover")]
    assert {path: device.get(path).status_code for path in away} == dict.fromkeys(away, 404)
    assert device.get("/")["Location"] == at(paper)
    device.send(at(paper, "signature"), name="Ben", intent="on", page=at(paper, "reading"))
    assert Name.objects.get(person=town.ben.person).method == "lent device"
    wrong = device.send(at(paper, "return"), secret=people.PIN, status=422)
    assert "That is not the secret" in words(wrong.content.decode())
    device.send(at(paper, "return"), secret=people.PASSPHRASE)
    assert device.get("/people").status_code == 200


def test_a_paper_that_waits_is_a_small_card_with_its_way(town):
    paper = paperwork.begin(town, "participation-contract")
    card = show.card(reading.waiting(town.ana)[0])
    assert (card["name"], card["state"], card["url"]) == ("Ben", "begun, not signed yet", at(paper))
    paperwork.fill_needed(paper, by=town.ben)
    paperwork.sign(town, paper, by=town.ben)
    assert show.card(reading.waiting(town.ana)[0])["state"] == "waits for peer supporter"
    assert reading.own_waiting(town.ben) == []


def test_the_history_leads_to_papers_and_permissions(town, browser):
    consent = paperwork.consent(town, person_name="Ben")
    page = browser("ben").see("/mine/history")
    assert f'href="/papers/{consent.paper_id}"' in page
    assert f'href="/consents/{consent.pk}"' in page


PAGES = ("filling", "reading", "news")
LISTS = ("/mine/papers", "/mine/consents", "/mine/card")
OF = ("papers", "consents", "releases/new", "card")


@pytest.mark.parametrize("key", [key for key, said in shipping.documents().items() if said["kind"] not in NOT_FILLED])
def test_every_page_opens_for_every_paper(town, browser, key):
    ben, ana = browser("ben"), browser("ana")
    paper = paperwork.begin(town, key)
    for seen in (ben, ana):
        for page in PAGES:
            seen.see(at(paper, page))
    assert paperwork.complete(town, paper).state == "signed"
    for seen in (ben, ana):
        seen.see(at(paper))
        seen.see(at(paper, "print"))
        assert seen.get(at(paper, "file")).content.startswith(b"%PDF")
    for path in LISTS:
        ben.see(path)
    for page in OF:
        ana.see(f"/people/{town.ben_way.pk}/{page}")
