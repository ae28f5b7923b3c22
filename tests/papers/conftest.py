"""The papers of these tests: small documents of their own, so that a new word in ours breaks nothing here."""

import pytest

from cairn.audit.models import Event
from cairn.papers import shipping

from .paperwork import DOCUMENTS


@pytest.fixture(autouse=True)
def documents(monkeypatch):
    """What the house ships in these tests."""
    monkeypatch.setattr(shipping, "FOLDER", DOCUMENTS)


@pytest.fixture
def told():
    """``told(thing)``: what the history says was done to it, as (act, who), in order."""

    def acts(about):
        return list(Event.objects.filter(about_id=about.pk).order_by("seq").values_list("act", "by_id"))

    return acts
