"""Papers of the house: the library, the designer, publishing, files and the manual, on their pages."""

import io
import json
import re

import pytest
from pypdf import PdfReader

from cairn.audit.models import Event
from cairn.papers import designing, library, shipping
from cairn.papers.models import Form, Version
from cairn.people.acts import Act
from tests.web.conftest import hidden, sentences, words

pytestmark = pytest.mark.django_db
LIST = "/house/papers"


@pytest.fixture
def shelf(town):
    """The papers that come with the house."""
    shipping.ship(town.house)
    return town


def form(town, key="boundaries"):
    return Form.objects.get(organization_id=town.house.pk, key=key)


def draft(town, key="boundaries"):
    return designing.draft(form(town, key), by=town.finn)


def own(town, **parts):
    """A paper of the house's own, a draft with a question and what hangs on it."""
    version = designing.design(key="rides", kind="agreement", title={"en": "Rides", "es": "Viajes"}, by=town.finn)
    items = [
        {"id": "ride", "type": "yesno", "required": True,
         "text": {"en": "Do you want rides?", "es": "¿Quiere viajes?"}},
        {"id": "belt", "type": "line", "text": {"en": "Whose car?", "es": "¿De quién es el auto?"},
         "when": {"item": "ride", "equals": True}},
    ]  # fmt: skip
    return designing.change(version, by=town.finn, **{"items": items, "signs": ["participant"], **parts})


def at(version, rest=""):
    return f"{LIST}/drafts/{version.pk}{rest}"


def step(visitor, version, rest, status=303, **fields):
    """Something small is done in the list of parts, which is one form with many buttons."""
    shown = hidden(visitor.see(at(version)), at(version))
    answer = visitor.post(at(version, rest), {**shown, **fields})
    assert answer.status_code == status, sentences(answer)
    return answer


def ids(version):
    return [item["id"] for item in Version.objects.get(pk=version.pk).items]


def pdf_text(answer):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


# -- the library


@pytest.mark.parametrize("who", ["finn", "chloe", "gus"])
def test_the_library_shows_every_paper_with_its_grade(shelf, browser, who):
    page = words(browser(who).see(LIST))
    assert "Our Peer Support Boundaries agreement · text 1" in page
    assert "reading grade: English 2, Spanish 4" in page
    assert page.count("as it came") == 19
    assert ("A new paper" in page) is (who == "finn")


def test_a_newer_text_that_came_with_cairn_is_told(shelf, browser, monkeypatch):
    designing.publish(
        designing.change(draft(shelf), by=shelf.finn, witness=True),
        what_changed={"en": "A witness.", "es": "Un testigo."}, by=shelf.finn,
    )  # fmt: skip
    ours = shipping.documents()
    newer = {**ours, "boundaries": {**ours["boundaries"], "version": 2}}
    monkeypatch.setattr(shipping, "documents", lambda: newer)
    page = words(browser("finn").see(LIST))
    assert page.count("yours") == 2  # the lead says it once
    assert "a newer text came with Cairn" in page


# -- one paper, in its versions


def test_a_paper_is_read_in_both_languages_and_in_every_text_it_had(shelf, browser):
    finn, one = browser("finn"), form(shelf)
    old = one.versions.get()
    version = designing.change(
        draft(shelf), by=shelf.finn, title={"en": "How we keep it fair", "es": "Cómo ser justos"}
    )
    designing.publish(version, what_changed={"en": "A new title.", "es": "Otro título."}, by=shelf.finn)
    page = words(finn.see(f"{LIST}/{one.pk}"))
    assert "How we keep it fair" in page
    assert "Finn A new title." in page
    assert "Cómo ser justos" in words(finn.see(f"{LIST}/texts/{version.pk}?language=es"))
    assert "an older text" in words(finn.see(f"{LIST}/texts/{old.pk}"))
    page = words(finn.see(f"{LIST}/texts/{version.pk}/differences"))
    assert "Title (English) It said: Our Peer Support Boundaries It says now: How we keep it fair" in page


def test_a_blank_paper_is_printed_and_set_as_a_file(shelf, browser):
    chloe, version = browser("chloe"), form(shelf, "liability").versions.get()
    assert "Release of Liability" in words(chloe.see(f"{LIST}/texts/{version.pk}/print"))
    for language, title in (("en", "Release of Liability"), ("es", version.title["es"])):
        answer = chloe.get(f"{LIST}/texts/{version.pk}/pdf?language={language}")
        assert answer["Content-Type"] == "application/pdf"
        assert title in pdf_text(answer)


# -- the designer


def test_a_paper_of_ones_own_is_made_from_nothing(shelf, browser):
    finn = browser("finn")
    said = {"title_en": "House rules", "title_es": "Reglas de la casa", "kind": "policy"}
    page = finn.see(f"{LIST}/new")
    answers = [finn.post(f"{LIST}/new", {**hidden(page, f"{LIST}/new"), **said}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    version = Version.objects.get(form__key="house-rules")
    new = at(version, "/parts/new")
    assert "Choose one" in words(finn.see(new))
    typed = {
        "type": "choice", "text_en": "Shoes in the hall?", "text_es": "¿Zapatos en la entrada?", "required": "on",
        "option.0.value": "", "option.0.en": "On", "option.0.es": "Puestos",
        "option.1.value": "", "option.1.en": "Off", "option.1.es": "Fuera",
    }  # fmt: skip
    answer = finn.send(new, typed, page=f"{new}?type=choice")
    assert answer["Location"] == at(version, "#item-shoes-in-the-hall")
    assert Version.objects.get(pk=version.pk).items == [
        {
            "id": "shoes-in-the-hall", "type": "choice", "required": True,
            "text": {"en": "Shoes in the hall?", "es": "¿Zapatos en la entrada?"},
            "options": [
                {"value": "on", "en": "On", "es": "Puestos"}, {"value": "off", "en": "Off", "es": "Fuera"},
            ],
        }
    ]  # fmt: skip
    page = words(finn.see(at(version)))
    assert "Shoes in the hall? On Off ¿Zapatos en la entrada? Puestos Fuera" in page
    assert "Nothing stands in the way." in page


def test_a_form_that_is_sent_twice_makes_one_part(town, browser):
    version, finn = own(town), browser("finn")
    new = at(version, "/parts/new")
    page = finn.see(f"{new}?type=line")
    typed = {**hidden(page, new), "type": "line", "text_en": "Where to?", "text_es": "¿Adónde?"}
    answers = [finn.post(new, typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert ids(version) == ["ride", "belt", "where-to"]


TYPED = {
    "line": {},
    "words": {},
    "yesno": {},
    "date": {},
    "number": {},
    "person": {},
    "heading": {},
    "text": {},
    "choice": {"option.0.en": "A", "option.0.es": "Á", "option.1.en": "B", "option.1.es": "Bé"},
    "choices": {"option.0.en": "A", "option.0.es": "Á", "option.1.en": "B", "option.1.es": "Bé"},
    "scale": {"low": "0", "high": "10", "low_word_en": "no", "low_word_es": "no"},
    "table": {
        "column.0.en": "Day", "column.0.es": "Día", "column.0.type": "choice",
        "column.0.answers": "Mon | Lun\nTue | Mar",
        "column.1.en": "How", "column.1.es": "Cómo", "column.1.type": "scale", "column.1.answers": "1-5",
        "row.0.en": "Morning", "row.0.es": "Mañana",
    },
    "computed": {"how": "count", "count_of": "many"},
}  # fmt: skip


@pytest.mark.parametrize("kind", TYPED)
def test_a_part_of_every_type_is_made_opened_and_saved_as_it_was(town, browser, kind):
    many = {"id": "many", "type": "choices", "text": {"en": "Many", "es": "Muchos"},
            "options": [{"value": "a", "en": "A", "es": "A"}, {"value": "b", "en": "B", "es": "B"}]}  # fmt: skip
    version, finn = designing.change(own(town), by=town.finn, items=[many]), browser("finn")
    new = at(version, "/parts/new")
    finn.send(
        new, {"type": kind, "text_en": "The part", "text_es": "La parte", **TYPED[kind]}, page=f"{new}?type={kind}"
    )
    made = Version.objects.get(pk=version.pk).items
    assert [item["id"] for item in made] == ["many", "the-part"]
    assert designing.problems(library.version_for(town.finn, version.pk)) == []
    part = at(version, "/parts/the-part")
    finn.post(part, fields(finn.see(part)))
    assert Version.objects.get(pk=version.pk).items == made


def fields(page):
    """Everything that the form of a part would send as it is shown."""
    inside = re.search(r'<form class="form" method="post">(.*?)</form>', page, re.S)[1]
    import html

    found = {}
    for tag in re.findall(r"<input[^>]*>", inside):
        kind = re.search(r'type="(\w+)"', tag)
        kind, name = kind[1] if kind else "text", re.search(r'name="([^"]+)"', tag)
        value = html.unescape((re.search(r'value="([^"]*)"', tag) or [0, ""])[1])
        if name and (kind not in ("checkbox", "radio") or " checked" in tag):
            found.setdefault(name[1], []).append(value)
    for name, words_ in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', inside, re.S):
        found[name] = html.unescape(words_)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', inside, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_rows_are_added_and_lifted_without_a_script_and_nothing_is_saved(town, browser):
    version, finn = own(town), browser("finn")
    new = at(version, "/parts/new")
    typed = {"type": "choice", "option.0.en": "First", "option.1.en": "Second", "option.2.en": ""}
    page = finn.send(new, {**typed, "rows": "up:option:1"}, page=f"{new}?type=choice", status=200).content.decode()
    assert re.findall(r'name="option\.\d\.en" value="(\w*)"', page) == ["Second", "First", ""]
    page = finn.send(new, {**typed, "rows": "more:option"}, page=f"{new}?type=choice", status=200).content.decode()
    assert len(re.findall(r'name="option\.\d\.en"', page)) == 4
    assert ids(version) == ["ride", "belt"]


def test_a_condition_is_chosen_from_what_stands_above(town, browser):
    version, finn = own(town), browser("finn")
    part = at(version, "/parts/belt")
    assert '<option value="ride=yes" selected>' in finn.see(part)
    finn.send(part, {"type": "line", "text_en": "Whose car?", "text_es": "¿De quién?", "when": "ride=no"})
    assert Version.objects.get(pk=version.pk).items[1]["when"] == {"item": "ride", "equals": False}
    assert "only when “Do you want rides?” is No" in words(finn.see(at(version)))


def test_parts_move_and_one_comes_back_to_where_one_was(town, browser):
    version = own(town)
    version = designing.change(
        version, by=town.finn, items=[*version.items, {"id": "end", "type": "line", "text": {"en": "End", "es": "Fin"}}]
    )
    finn = browser("finn")
    answer = step(finn, version, "/parts/end/place", step="up")
    assert answer["Location"] == at(version, "#up-end")
    assert ids(version) == ["ride", "end", "belt"]
    step(finn, version, "/parts/end/place", step="down")
    answer = step(finn, version, "/parts/ride/place", 422, step="down")
    assert "“Whose car?” hangs on “Do you want rides?”, so it stays below it." in words(answer.content.decode())
    answer = step(finn, version, "/parts/ride/removal", 422)
    assert "“Whose car?” hangs on “Do you want rides?”. Please change “Whose car?” first." in words(
        answer.content.decode()
    )
    step(finn, version, "/parts/belt/removal")
    assert ids(version) == ["ride", "end"]


def test_the_last_step_is_taken_back_and_the_one_before_it(town, browser):
    version, finn = own(town), browser("finn")
    step(finn, version, "/parts/belt/removal")
    step(finn, version, "/parts/ride/removal")
    assert ids(version) == []
    finn.send(at(version, "/undo"), page=at(version))
    assert ids(version) == ["ride"]
    finn.send(at(version, "/undo"), page=at(version))
    assert ids(version) == ["ride", "belt"]
    finn.send(at(version, "/undo"), page=at(version))  # what was laid in at first
    assert ids(version) == []
    assert "Each step you make here can be taken back." in words(finn.see(at(version)))
    now = Version.objects.get(pk=version.pk)
    answer = finn.post(at(version, "/undo"), {**hidden(finn.see(at(version)), "/"), "revision": now.revision})
    assert "There is no step to take back." in words(answer.content.decode())


def test_two_at_once_read_a_sentence_and_keep_what_they_typed(town, browser):
    version, finn = own(town), browser("finn")
    part = at(version, "/parts/belt")
    page = finn.see(part)
    designing.change(
        version,
        by=town.finn,
        items=[version.items[0], {**version.items[1], "text": {"en": "Hers?", "es": "¿De ella?"}}],
    )
    typed = {**hidden(page, part), "type": "line", "text_en": "Whose red car?", "text_es": "¿Cuál?", "when": "ride=yes"}
    answer = finn.post(part, typed)
    said = words(answer.content.decode())
    assert answer.status_code == 422
    assert "Somebody else has changed this draft meanwhile." in said
    assert "What stands there now Hers?" in said
    assert "Whose red car?" in said
    finn.post(part, {**typed, **hidden(answer.content.decode(), part)})
    assert Version.objects.get(pk=version.pk).items[1]["text"]["en"] == "Whose red car?"


def test_what_holds_for_the_whole_paper(town, browser):
    version, finn = own(town), browser("finn")
    said = {
        "title_en": "Rides", "title_es": "Viajes", "why_en": "So that it is safe.",
        "signs": ["participant", "supporter"], "witness": "on", "renew_months": "12",
    }  # fmt: skip
    finn.send(at(version, "/about"), said)
    now = Version.objects.get(pk=version.pk)
    assert (now.signs, now.witness, now.copy, now.renew_months) == (["participant", "supporter"], True, False, 12)
    answer = finn.send(at(version, "/about"), {**said, "renew_months": "a year"}, status=422)
    assert sentences(answer) == ["Months are a whole number from 0 to 120."]
    assert 'value="a year"' in answer.content.decode()


def test_a_draft_is_thrown_away_and_a_paper_without_a_text_goes_with_it(shelf, browser):
    finn, version, ours = browser("finn"), own(shelf), draft(shelf)
    finn.send(at(version, "/removal"), page=at(version))
    assert not Form.objects.filter(key="rides").exists()
    assert finn.send(at(ours, "/removal"), page=at(ours))["Location"] == f"{LIST}/{ours.form_id}"
    assert form(shelf).versions.count() == 1


def test_what_stands_in_the_way_is_listed_with_its_place(town, browser):
    version = own(town, items=[{"id": "ride", "type": "yesno", "text": {"en": "Rides?"}}])
    page = browser("finn").see(at(version))
    assert 'href="#item-ride">“Rides?” is not written in both languages yet.' in page


# -- preview, publishing


def test_the_preview_asks_what_hangs_on_an_answer_and_keeps_nothing(town, browser, queries):
    version, finn = own(town), browser("finn")
    page = finn.see(at(version, "/preview?language=es"))
    assert "¿Quiere viajes?" in page
    assert re.search(r'data-item="belt"[^>]*data-when=[^>]*data-off', page)
    answer = finn.send(at(version, "/preview"), {"v.ride": "yes"}, status=200).content.decode()
    assert not re.search(r'data-item="belt"[^>]*data-off', answer)
    assert "Everything that is needed is there." in words(answer)
    answer = finn.send(at(version, "/preview"), {}, status=200).content.decode()
    assert "These would still wait for an answer Do you want rides?" in words(answer)


def test_publishing_asks_for_what_changed_and_shows_whom_it_touches(shelf, browser):
    finn, version = browser("finn"), designing.change(draft(shelf), by=shelf.finn, witness=True)
    page = finn.see(at(version, "/publication"))
    assert "Nobody has filled it in yet." in words(page)
    assert "A witness It said: no It says now: yes" in words(page)
    answer = finn.send(at(version, "/publication"), {"what_changed_en": "A witness."}, status=422)
    assert sentences(answer) == ["Please say what changed, in English and in Spanish, for those who signed before."]
    assert "A witness." in answer.content.decode()
    said = {"what_changed_en": "A witness.", "what_changed_es": "Un testigo.", "asks_again": "on"}
    finn.send(at(version, "/publication"), said)
    now = Version.objects.get(pk=version.pk)
    assert (now.asks_again, now.published_by_id) == (True, shelf.finn.person_id)
    assert finn.get(at(version)).status_code == 404
    assert Event.objects.filter(act=Act.FORM_PUBLISH, about_id=version.pk).count() == 1


def test_the_text_that_came_with_cairn_comes_back_as_a_draft(shelf, browser):
    finn, one = browser("finn"), form(shelf)
    version = designing.change(draft(shelf), by=shelf.finn, witness=True)
    designing.publish(version, what_changed={"en": "W.", "es": "T."}, by=shelf.finn)
    finn.send(f"{LIST}/{one.pk}/restoration", page=f"{LIST}/{one.pk}")
    back = one.versions.get(published_at=None)
    assert (back.witness, back.shipped) == (False, 1)


# -- files


def test_a_paper_goes_out_as_a_questionnaire_and_comes_back_as_a_draft(shelf, browser):
    finn, one = browser("finn"), form(shelf, "liability")
    answer = finn.get(f"{LIST}/texts/{one.versions.get().pk}/questionnaire")
    assert answer["Content-Type"] == "application/fhir+json"
    assert json.loads(answer.content)["resourceType"] == "Questionnaire"
    finn.send(f"{LIST}/import", {"file": io.BytesIO(answer.content), "kind": "survey"})
    back = one.versions.get(published_at=None)
    assert back.items == one.versions.get(number=1).items


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"resourceType": "Questionnaire",\n ]', "something is wrong in line 2, at letter 2"),
        (b"\xff\xfe\x00", "That file is not plain text"),
        (b'{"resourceType": "Patient"}', "This file is not a FHIR Questionnaire."),
        (
            b'{"resourceType": "Questionnaire", "name": "x", "title": "X",'
            b' "item": [{"linkId": "a", "type": "attachment"}]}',
            "“a”",
        ),
    ],
)
def test_a_file_that_is_not_understood_says_where_and_nothing_is_kept(town, browser, content, sentence):
    answer = browser("finn").send(f"{LIST}/import", {"file": io.BytesIO(content), "kind": "survey"}, status=422)
    assert sentence in words(answer.content.decode())
    assert not Form.objects.exists()


# -- reading


@pytest.mark.parametrize("who", ["ben", "ana", "chloe"])
def test_a_text_in_use_is_there_for_everybody_to_read(shelf, browser, who):
    visitor = browser(who)
    assert "Participant Tiers" in words(visitor.see("/texts/tiers"))
    assert "What We Mean by Wellness" in pdf_text(visitor.get("/texts/wellness-definitions/pdf"))
    assert visitor.get("/texts/nothing").status_code == 404
    own(shelf)
    assert visitor.get("/texts/rides").status_code == 404


@pytest.mark.parametrize(
    ("who", "path"), [("ben", "/mine/manual"), ("ana", "/manual"), ("finn", "/house/papers/manual")]
)
def test_the_manual_is_every_paper_in_one_book(shelf, browser, who, path):
    page = browser(who).see(path)
    chapters = re.findall(r'<section class="sheet" id="([\w-]+)" tabindex', page)
    assert chapters.pop(0) == "contents"
    assert chapters[:3] == ["onboard-policy", "privacy-safety", "peer-support-rules"]
    assert sorted(chapters) == sorted(set(shipping.documents()) - {"manual"})
    assert "New since" not in page


def test_a_house_chooses_what_its_manual_holds(shelf, browser):
    finn = browser("finn")
    designing.publish(own(shelf), what_changed={}, by=shelf.finn)
    assert re.findall(r'<section class="sheet" id="([\w-]+)" tabindex', finn.see("/manual"))[-1] == "rides"
    version = draft(shelf, "manual")
    said = {"title_en": "Our book", "title_es": "Nuestro libro", "include": ["tiers", "rides", "nothing"]}
    finn.send(at(version, "/about"), said)
    version = library.version_for(shelf.finn, version.pk)
    designing.publish(version, what_changed={"en": "Shorter.", "es": "Más corto."}, by=shelf.finn)
    page = finn.see("/manual")
    assert "Our book" in words(page)
    assert re.findall(r'<section class="sheet" id="([\w-]+)" tabindex', page) == ["contents", "tiers", "rides"]


def test_no_table_of_the_manual_is_a_landmark(shelf, browser):
    """Papers may ask the same in two places: places of the same name that one can jump to would lead nobody."""
    page = browser("ben").see("/mine/manual")
    assert 'class="table-wrap" role="group"' in page
    assert 'role="region"' not in page


def test_the_manual_says_what_is_new_since_it_was_read(shelf, browser):
    from cairn.lib import clock

    ben = browser("ben")
    ben.see("/mine/manual")
    with clock.moved(hours=1):
        version = designing.change(draft(shelf), by=shelf.finn, witness=True)
        designing.publish(version, what_changed={"en": "A witness.", "es": "T."}, asks_again=True, by=shelf.finn)
    with clock.moved(hours=2):
        ben = browser("ben")
        for _ in range(2):
            page = words(ben.see("/mine/manual"))
            assert "New since you read it last" in page
            assert "A witness." in page
        assert Event.objects.filter(act=Act.TEXT_READ, by_id=shelf.ben.person_id).count() == 2
        assert "Please give a day" in words(ben.see("/mine/manual?since=yesterday"))
    assert "A witness." in words(ben.see("/mine/manual?since=2020-01-01"))


def test_the_manual_is_a_file_with_contents(shelf, browser):
    said = pdf_text(browser("ben").get("/manual/pdf?language=es"))
    assert "Manual de participantes" in said
    assert said.count(form(shelf, "liability").versions.get().title["es"]) >= 2
