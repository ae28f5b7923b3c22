"""One device, passed across the table and back, over its pages."""

import pytest

from cairn.notes.models import Signature
from tests import town as towns
from tests.web.conftest import words
from tests.web.notes_pages import at


def test_a_device_is_handed_over_and_back(town, browser):
    note = towns.offered(town)
    device = browser("ana")
    assert device.send(at(note, "handover"), secret=towns.PIN)["Location"] == at(note, "reading")
    page = device.see(at(note, "reading"))
    assert "This device is yours for this note." in words(page)
    assert "data-shared-device" in page
    device.send(at(note, "signature"), choice="agreed", page=at(note, "reading"))
    assert Signature.objects.get(note=note).method == "lent device"
    wrong = device.send(at(note, "return"), secret=towns.PIN, status=422)
    assert "That is not the secret" in words(wrong.content.decode())
    assert device.send(at(note, "return"), secret=towns.PASSPHRASE)["Location"] == at(note, "reading")
    device.send(at(note, "signature"), name="Ana", page=at(note, "reading"))
    assert towns.fresh(town, note).stage == "sealed"
    assert device.get("/people").status_code == 200


def test_a_lent_device_cannot_leave_the_note(town, browser):
    note, other = towns.sealed(town), towns.sealed(town)
    device = browser("ana")
    device.send(at(note, "handover"), secret=towns.PIN)
    assert device.get(at(note)).status_code == 200
    away = ["/people", "/mine/notes", "/mine/history", "/mine/account", at(other), at(other, "sealed")]
    away += [at(note, "print"), at(note, "amendments"), at(note, "handover")]
    assert {path: device.get(path).status_code for path in away} == dict.fromkeys(away, 404)
    assert device.get("/")["Location"].startswith(at(note))


@pytest.mark.parametrize("name", ["ben", "chloe"])
def test_only_the_supporter_hands_over(town, browser, name):
    assert browser(name).get(at(towns.draft(town), "handover")).status_code == 404


def test_a_device_that_was_not_lent_is_not_given_back(town, browser):
    assert browser("ben").get(at(towns.draft(town), "return")).status_code == 404
