"""Two at the same moment, on two connections: one result, or a sentence, and never an error page."""

import threading

import pytest
from django.db import connections

from cairn.lib import ids
from cairn.lib.words import Refused
from cairn.papers import consenting, designing, filling, releasing, shipping, shown
from cairn.papers.models import Answer, Form, Name, Paper, Release, Revocation, Seal
from tests import town as people

from . import paperwork

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NEWS = {"en": "x", "es": "x"}


@pytest.fixture
def town(transactional_db):
    return people.build()


def at_once(*verbs):
    """What each of them came to, said from threads of their own: a value, or the sentence of a refusal."""
    found, start = [None] * len(verbs), threading.Barrier(len(verbs))

    def say(place, verb):
        start.wait()
        try:
            found[place] = verb()
        except Refused as no:
            found[place] = no.sentence
        finally:
            connections.close_all()

    threads = [threading.Thread(target=say, args=two) for two in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert None not in found
    return found


def test_two_texts_written_at_once_are_both_there(town):
    paper = paperwork.begin(town, "liability")
    at_once(
        lambda: filling.answer(Paper.objects.get(pk=paper.pk), item="belt", value="Ana", revision=0, by=town.ana),
        lambda: filling.answer(Paper.objects.get(pk=paper.pk), item="belt", value="Ben", revision=0, by=town.ben),
    )
    row = Answer.objects.get()
    assert sorted([row.value, *(each["value"] for each in row.beside)]) == ["Ana", "Ben"]


def test_two_who_begin_the_same_paper_have_one(town):
    filling.let_go(paperwork.begin(town, "liability"), by=town.ben)
    made = at_once(
        *(lambda by=by: filling.begin(town.ben_way, key="liability", by=by).pk for by in (town.ana, town.ben))
    )
    assert len(set(made)) == 1


def test_the_last_two_names_seal_once(town):
    paper = paperwork.begin(town, "team-plan")
    at_once(*(lambda by=by: paperwork.sign(town, paper, by=by).pk for by in (town.ana, town.ben)))
    assert (Seal.objects.count(), Name.objects.count(), paperwork.fresh(town, paper).state) == (1, 2, "signed")


def test_a_name_and_a_change_at_once_leave_no_name_under_other_words(town):
    paper = paperwork.liability(town)
    at_once(
        lambda: paperwork.sign(town, paper, by=town.ben).pk,
        lambda: filling.answer(Paper.objects.get(pk=paper.pk), item="belt", value="Nobody", revision=1, by=town.ana),
    )
    laid = shown.laid(paperwork.fresh(town, paper), language="en")
    assert [name["digest"] for name in laid.names] in ([], [laid.digest])


def test_a_name_and_a_newer_text_at_once_come_one_after_the_other(town):
    paper = paperwork.liability(town)
    form = Form.objects.get(organization=town.house, key="liability")
    designing.publish(designing.draft(form, by=town.finn), what_changed=NEWS, by=town.finn)
    at_once(
        lambda: paperwork.sign(town, paper, by=town.ben).pk,
        lambda: filling.bring_up(Paper.objects.get(pk=paper.pk), by=town.ana).pk,
    )
    laid = shown.laid(paperwork.fresh(town, paper), language="en")
    assert [name["digest"] for name in laid.names] in ([], [laid.digest])


def test_taking_back_and_sharing_at_once_never_shares_afterwards(town):
    consent = paperwork.consent(town)
    said = {"what": "goals", "to": "County Clinic", "why": "care", "how": "mail"}
    at_once(
        lambda: consenting.revoke(consent, by=town.ben).pk,
        lambda: releasing.release(town.ben_way, **said, by=town.ana).pk,
    )
    taken = Revocation.objects.get()
    assert all(release.at < taken.at for release in Release.objects.all())


def test_two_who_share_at_once_write_it_down_once(town):
    paperwork.consent(town)
    said = {"what": "goals", "to": "County Clinic", "why": "care", "how": "mail", "pk": town.ben_way.pk}
    made = at_once(*(lambda by=by: releasing.release(town.ben_way, **said, by=by).pk for by in (town.ana, town.chloe)))
    assert (Release.objects.count(), len(set(made))) == (1, 1)


def test_pressing_twice_begins_one_permission(town):
    shipping.ship(town.house)
    pk = ids.uuid7()
    at_once(*(lambda: filling.begin(town.ben_way, key="release", by=town.ben, pk=pk).pk for _ in range(2)))
    assert Paper.objects.count() == 1


def test_pressing_twice_makes_one_form(town):
    said = {"key": "garden", "kind": "plan", "title": NEWS, "by": town.finn, "pk": ids.uuid7()}
    made = at_once(*(lambda: designing.design(**said).pk for _ in range(2)))
    assert (len(set(made)), Form.objects.count()) == (1, 1)


def test_two_servers_that_start_at_once_lay_out_each_document_once(town):
    assert sorted(at_once(*(lambda: shipping.ship(town.house) for _ in range(2)))) == [0, 7]


def test_two_who_publish_at_once_publish_one_text(town):
    paperwork.begin(town, "liability")
    form = Form.objects.get(organization=town.house, key="liability")
    draft = designing.draft(form, by=town.finn)
    at_once(*(lambda: designing.publish(draft, what_changed=NEWS, by=town.finn).pk for _ in range(2)))
    assert form.versions.filter(published_at__isnull=False).count() == 2
