"""Steps of a draft are kept while it is one, and can be taken back in order."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from cairn.audit.models import Event
from cairn.lib.words import NotHere, Refused
from cairn.papers import designing, library, undoing
from cairn.papers.models import Earlier, Form
from cairn.people.acts import Act

pytestmark = pytest.mark.django_db


def line(name):
    return {"id": name, "type": "line", "text": {"en": name, "es": name}}


@pytest.fixture
def draft(town):
    return designing.design(key="rides", kind="survey", title={"en": "Rides", "es": "Viajes"}, by=town.finn)


def test_steps_are_taken_back_in_order(town, draft):
    designing.change(draft, by=town.finn, items=[line("a")])
    designing.change(draft, by=town.finn, title={"en": "Other", "es": "Otro"}, items=[line("a"), line("b")])
    undoing.take_back(draft, by=town.finn)
    assert (draft.title["en"], [i["id"] for i in draft.items], draft.revision) == ("Rides", ["a"], 4)
    undoing.take_back(draft, by=town.finn)
    assert draft.items == []
    with pytest.raises(Refused, match="no step to take back"):
        undoing.take_back(draft, by=town.finn)
    assert Event.objects.filter(act=Act.FORM_DESIGN, about_id=draft.pk).count() == 5


def test_a_restored_text_that_is_taken_back_is_ones_own_again(town):
    version = designing.draft(library.text_for(town.finn, "liability").form, by=town.finn)
    designing.change(version, by=town.finn, witness=False)
    designing.restore(version.form, by=town.finn)
    version.refresh_from_db()
    assert version.shipped == 1
    undoing.take_back(version, by=town.finn)
    assert (version.shipped, version.witness) == (0, False)


def test_only_so_many_steps_are_kept_and_none_once_it_is_published(town, draft, monkeypatch):
    monkeypatch.setattr(designing, "MOST_STEPS", 3)
    for n in range(6):
        designing.change(draft, by=town.finn, items=[line(f"a{n}")])
    assert Earlier.objects.filter(version=draft).count() == 3
    designing.publish(draft, what_changed={}, by=town.finn)
    assert Earlier.objects.count() == 0
    with pytest.raises(Refused, match="is in use and stays"):
        undoing.take_back(draft, by=town.finn)


def test_somebody_else_was_quicker(town, draft):
    designing.change(draft, by=town.finn, items=[line("a")])
    with pytest.raises(Refused, match="Somebody else"):
        undoing.take_back(draft, by=town.finn, revision=1)


@pytest.mark.parametrize("who", ["chloe", "gus", "ana", "ben", "wim"])
def test_nobody_else_takes_a_step_back(town, draft, who):
    designing.change(draft, by=town.finn, items=[line("a")])
    with pytest.raises(NotHere):
        undoing.take_back(draft, by=getattr(town, who))


def test_a_form_that_never_had_a_text_goes_with_its_draft(town, draft):
    designing.change(draft, by=town.finn, items=[line("a")])
    designing.drop(draft, by=town.finn)
    assert not Form.objects.filter(key="rides").exists()


def test_a_permission_begins_like_one_of_ours(town):
    title = {"en": "Sharing with school", "es": "Compartir con la escuela"}
    with pytest.raises(Refused, match="begin like one of ours"):
        designing.design(key="school", kind="consent", title=title, by=town.finn)
    like = library.text_for(town.finn, "release")
    version = designing.design(key="school", kind="consent", title=title, like=like, by=town.finn)
    assert (version.items, version.signs, version.title) == (like.items, like.signs, title)
    assert designing.problems(version) == []


class Drafts(RuleBasedStateMachine):
    """However it is worked on, taking back leads through exactly what it said before."""

    def __init__(self):
        super().__init__()
        self.past, self.now = [], []

    @rule(items=st.lists(st.sampled_from("abcdef"), unique=True, max_size=4))
    def change(self, items):
        self.past.append(self.now)
        self.now = [line(name) for name in items]
        designing.change(self.draft, by=self.finn, items=self.now)

    @precondition(lambda self: self.past)
    @rule()
    def back(self):
        self.now = self.past.pop()
        undoing.take_back(self.draft, by=self.finn)

    @invariant()
    def says(self):
        found = library.version_for(self.finn, self.draft.pk)
        assert found.items == self.now
        assert library.can_take_back(found) is bool(self.past)


def test_taking_back_is_the_way_one_came(town, draft):
    from django.db import transaction
    from hypothesis.stateful import run_state_machine_as_test

    class Here(Drafts):
        def __init__(self):
            super().__init__()
            self.point = transaction.savepoint()
            self.finn, self.draft = town.finn, library.version_for(town.finn, draft.pk)

        def teardown(self):
            transaction.savepoint_rollback(self.point)

    run_state_machine_as_test(Here)
