"""An organization's own words: drafted, published, never changed; ours come along and never over theirs."""

import shutil
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection

from cairn.lib import clock, ids
from cairn.lib.db import atomic
from cairn.lib.words import NotHere, Refused
from cairn.papers import designing, filling, library, reading, shipping
from cairn.papers.models import Form, Version
from cairn.papers.rules import consent
from cairn.people.acts import Act

from . import paperwork

pytestmark = pytest.mark.django_db
TEXT = {"en": "Text", "es": "Texto"}
ITEM = {"id": "x", "type": "line", "text": TEXT}
NEWS = {"en": "One line is new.", "es": "Una línea es nueva."}


@pytest.fixture
def form(town):
    """The liability form, as it is shipped."""
    shipping.ship(town.house)
    return Form.objects.get(organization=town.house, key="liability")


def new_text(town, form, *, asks_again=False, items=(ITEM,)):
    version = designing.draft(form, by=town.finn)
    designing.change(version, items=list(items), witness=False, by=town.finn)
    return designing.publish(version, what_changed=NEWS, asks_again=asks_again, by=town.finn)


def test_a_new_house_has_every_document_once(town, told):
    assert shipping.ship(town.house) == 7
    assert (shipping.ship(town.house), Form.objects.count(), Version.objects.count()) == (0, 7, 7)
    assert told(Version.objects.get(form__key="tiers")) == [(Act.FORM_PUBLISH, None)]
    assert shipping.ship_everywhere() == 7  # the other house


def test_what_was_not_laid_out_yet_is_when_it_is_asked_for(town):
    assert shipping.published(town.house, "tiers").number == 1
    assert list(Form.objects.values_list("key", flat=True)) == ["tiers"]


@pytest.fixture
def newer(monkeypatch, tmp_path):
    """Our documents, with a second text of the liability paper."""

    def change():
        for path in shipping.FOLDER.glob("*.toml"):
            shutil.copy(path, tmp_path)
        path = tmp_path / "liability.toml"
        path.write_text(path.read_text().replace("version = 1", "version = 2"))
        monkeypatch.setattr(shipping, "FOLDER", tmp_path)

    return change


def test_our_newer_text_comes_along(town, form, newer):
    newer()
    assert shipping.ship(town.house) == 1
    assert [(v.number, v.shipped) for v in form.versions.order_by("number")] == [(1, 1), (2, 2)]


def test_our_newer_text_never_takes_the_place_of_theirs(town, form, newer):
    own = new_text(town, form)
    newer()
    assert shipping.ship(town.house) == 0
    assert shipping.published(town.house, "liability").pk == own.pk
    shelf = next(s for s in library.forms(town.finn) if s.form.key == "liability")
    assert (shelf.is_own, shelf.newer) == (True, True)


def test_our_newer_text_waits_while_they_draft(town, form, newer):
    designing.draft(form, by=town.finn)
    newer()
    assert shipping.ship(town.house) == 0


def test_a_document_of_ours_that_is_misshapen_says_where(monkeypatch, tmp_path):
    (tmp_path / "bad.toml").write_text('key = "bad"\nkind = "poem"\n[title]\nen = "A"\nes = "B"\n')
    monkeypatch.setattr(shipping, "FOLDER", tmp_path)
    with pytest.raises(shipping.Misshapen, match=r"bad\.toml: Please say what kind"):
        shipping.documents()


def test_a_draft_begins_as_the_text_in_use_and_there_is_one(town, form, told):
    draft = designing.draft(form, by=town.finn)
    assert designing.draft(form, by=town.finn).pk == draft.pk
    assert (draft.number, draft.items, draft.published_at) == (2, form.versions.get(number=1).items, None)
    assert told(draft) == [(Act.FORM_DESIGN, town.finn.person_id)]


def test_a_changed_draft_is_not_in_use_until_it_is_published(town, form):
    draft = designing.draft(form, by=town.finn)
    designing.change(draft, title={"en": "New"}, by=town.finn)
    assert shipping.published(town.house, "liability").title["en"] == "Riding together"
    with pytest.raises(Refused, match="not written in both"):
        designing.publish(draft, what_changed=NEWS, by=town.finn)
    designing.change(draft, title=TEXT, by=town.finn)
    designing.publish(draft, what_changed=NEWS, by=town.finn)
    assert shipping.published(town.house, "liability").title == TEXT


def test_two_who_design_at_once_are_told(town, form):
    draft = designing.draft(form, by=town.finn)
    designing.change(draft, title=TEXT, revision=1, by=town.finn)
    with pytest.raises(Refused, match="changed this draft meanwhile"):
        designing.change(draft, title=TEXT, revision=1, by=town.finn)
    with pytest.raises(Refused, match="changed this draft meanwhile"):
        designing.publish(draft, what_changed=NEWS, revision=1, by=town.finn)


def test_what_is_wrong_is_said_with_its_part(town, form):
    draft = designing.draft(form, by=town.finn)
    with pytest.raises(Refused) as no:
        designing.change(draft, items=[{**ITEM, "type": "sound"}], by=town.finn)
    assert no.value.values == {"item": "x", "type": "sound"}
    assert Version.objects.get(pk=draft.pk).items == form.versions.get(number=1).items


def test_the_second_text_says_what_changed(town, form):
    draft = designing.draft(form, by=town.finn)
    with pytest.raises(Refused, match="what changed") as no:
        designing.publish(draft, what_changed={"en": "x"}, by=town.finn)
    assert no.value.field == "what_changed"
    first = designing.publish(draft, what_changed=NEWS, by=town.finn)
    assert designing.publish(draft, what_changed=NEWS, by=town.finn).pk == first.pk


def test_a_permission_is_published_only_with_every_element(town):
    shipping.ship(town.house)
    form = Form.objects.get(organization=town.house, key="release")
    draft = designing.draft(form, by=town.finn)
    designing.change(draft, items=[i for i in draft.items if i["id"] != "to_whom"], by=town.finn)
    with pytest.raises(Refused) as no:
        designing.publish(draft, what_changed=NEWS, by=town.finn)
    assert no.value.sentence.format(**no.value.values) == "A permission must say with whom. Please add a part for it."


def test_a_form_of_their_own(town):
    pk = ids.uuid7()
    draft = designing.design(key="garden", kind="agreement", title={"en": "Garden"}, by=town.finn, pk=pk)
    assert designing.design(key="garden", kind="agreement", title={"en": "Garden"}, by=town.finn, pk=pk).pk == draft.pk
    designing.change(draft, title=TEXT, by=town.finn)
    with pytest.raises(Refused, match="nothing in this paper yet"):
        designing.publish(draft, what_changed={}, by=town.finn)
    designing.change(draft, items=[ITEM], signs=["participant"], by=town.finn)
    designing.publish(draft, what_changed={}, by=town.finn)
    assert paperwork.begin(town, "garden").version.number == 1
    with pytest.raises(Refused, match="key already"):
        designing.design(key="garden", kind="agreement", title=TEXT, by=town.finn)


def test_what_comes_from_outside_becomes_a_draft(town, form):
    plain = {"key": "liability", "kind": "agreement", "title": TEXT, "items": [ITEM], "signs": ["participant"]}
    draft = designing.take_in(plain, by=town.finn)
    assert (draft.number, draft.items, draft.published_at) == (2, [ITEM], None)
    assert designing.take_in({**plain, "key": "new-one"}, by=town.finn).number == 1
    with pytest.raises(Refused, match="another kind"):
        designing.take_in({**plain, "kind": "plan"}, by=town.finn)


def test_our_text_can_be_brought_back(town, form):
    new_text(town, form)
    draft = designing.restore(form, by=town.finn)
    designing.publish(draft, what_changed=NEWS, by=town.finn)
    now = shipping.published(town.house, "liability")
    assert (now.number, now.shipped, now.items) == (3, 1, form.versions.get(number=1).items)
    own = designing.design(key="garden", kind="agreement", title=TEXT, by=town.finn)
    with pytest.raises(Refused, match="your own"):
        designing.restore(own.form, by=town.finn)


def test_a_draft_can_be_dropped_and_a_published_text_cannot(town, form):
    draft = designing.draft(form, by=town.finn)
    designing.drop(draft, by=town.finn)
    assert form.versions.count() == 1
    with pytest.raises(Refused, match="is in use"):
        designing.drop(form.versions.get(), by=town.finn)
    with pytest.raises(Refused, match="is in use"):
        designing.change(form.versions.get(), title=TEXT, by=town.finn)


@pytest.mark.parametrize("sql", ["UPDATE papers_version SET number = 9", "DELETE FROM papers_version"])
def test_the_database_keeps_what_is_published(town, form, sql):
    with pytest.raises(DatabaseError), atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    with pytest.raises(DatabaseError), atomic():
        Version.objects.update(title={"en": "x"})
    with pytest.raises(DatabaseError), atomic():
        Form.objects.update(kind="plan")


def test_the_database_holds_one_draft_of_a_form(town, form):
    draft = designing.draft(form, by=town.finn)
    draft.pk, draft.number = ids.uuid7(), 3
    with pytest.raises(IntegrityError), atomic():
        draft.save(force_insert=True)


@pytest.mark.parametrize("who", ["ana", "ben", "chloe", "gus", "wim", "xia"])
def test_only_the_administrator_of_the_house_designs(town, form, who):
    by = town.cast[who]
    draft = designing.draft(form, by=town.finn)
    for verb in (
        lambda: designing.draft(form, by=by),
        lambda: designing.change(draft, title=TEXT, by=by),
        lambda: designing.publish(draft, what_changed=NEWS, by=by),
        lambda: designing.restore(form, by=by),
        lambda: designing.drop(draft, by=by),
    ):
        with pytest.raises(NotHere):
            verb()
    if who not in ("wim",):
        with pytest.raises(NotHere):
            designing.design(key="k", kind="plan", title=TEXT, by=by)
        with pytest.raises(NotHere):
            designing.take_in({"key": "k", "kind": "plan", "title": TEXT, "items": []}, by=by)


def test_who_sees_the_papers_of_the_house(town, form):
    shipping.ship(town.other_house)
    seen = {name: len(library.forms(who)) for name, who in town.cast.items() if library.forms(who)}
    assert seen == {"finn": 7, "gus": 7, "chloe": 7, "hana": 7, "wim": 7, "xia": 7}
    with pytest.raises(NotHere):
        library.form_for(town.wim, form.pk)
    with pytest.raises(NotHere):
        library.version_for(town.ana, form.versions.get().pk)


def test_everybody_of_the_house_may_read_a_text_in_use(town):
    assert library.text_for(town.ben, "tiers").title["en"] == "Tiers"
    assert library.text_of(town.house, "tiers")["items"][0]["id"] == "one"
    with pytest.raises(NotHere):
        library.text_for(town.ben, "nothing")


def test_a_bundle_is_read_as_a_book(town):
    shipping.ship(town.house)
    bundle = designing.design(key="book", kind="bundle", title=TEXT, by=town.finn)
    designing.change(bundle, items=[{"id": "x", "type": "text", "text": TEXT}], include=["tiers", "gone"], by=town.finn)
    designing.publish(bundle, what_changed={}, by=town.finn)
    assert [v.form.key for v in library.book(town.ben, "book")] == ["book", "tiers"]


def test_what_we_ship_can_be_laid_out_and_become_permissions(monkeypatch):
    monkeypatch.setattr(shipping, "FOLDER", Path(shipping.__file__).parent / "documents")
    lacking = {
        key: consent.why_not_form(plain["items"], consent.kind_of(key))
        for key, plain in shipping.documents().items()
        if plain["kind"] == "consent"
    }
    assert {key: why for key, why in lacking.items() if why != ("", {})} == {}


def test_a_text_that_asks_again_makes_the_signed_one_due_and_says_why(town, form):
    paper = paperwork.signed(town)
    new_text(town, form)
    assert reading.standing(town.ben_way)["liability"].state == "signed"
    new_text(town, form, asks_again=True)
    found = reading.standing(town.ben_way)["liability"]
    assert (found.state, found.asks_again, found.what_changed, found.version) == ("due", True, NEWS, 1)
    assert paperwork.fresh(town, paper).seal.body["version"]["number"] == 1
    renewed = filling.renew(paper, by=town.ana)
    assert renewed.version.number == 3


def test_a_draft_under_an_outdated_text_is_brought_up_before_it_is_signed(town, form):
    paper = paperwork.liability(town)
    paperwork.sign(town, paper, by=town.ben)
    belt = {"id": "belt", "type": "line", "text": TEXT}
    new_text(town, form, asks_again=True, items=[ITEM, belt])
    with pytest.raises(Refused, match="newer text"):
        paperwork.sign(town, paper, by=town.ana)
    filling.bring_up(paper, by=town.ana)
    paper = paperwork.fresh(town, paper)
    assert (paper.version.number, paper.state, reading.answers(paper)) == (2, "draft", {"belt": "Ana drives"})
    paperwork.sign(town, paper, by=town.ana)


def test_a_preview_is_of_nobody(town, form):
    version = form.versions.get()
    sheet = library.preview(version, language="es", values={"rides": True})
    assert [(i["id"], i["text"], i["is_visible"]) for i in sheet["items"]][2] == ("belt", "¿Quién maneja?", True)


def test_the_list_of_forms_asks_the_same_with_few_and_with_many_texts(town, form, queries):
    with queries() as few:
        library.forms(town.finn)
    for _ in range(3):
        with clock.moved(minutes=1):
            new_text(town, form)
    with queries() as many:
        library.forms(town.finn)
    assert len(few) == len(many) == 2
