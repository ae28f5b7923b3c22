"""The people of the tests of this room."""

import pytest

from cairn.audit.models import Event
from tests import town as towns


@pytest.fixture
def town(db):
    """Ana, Ben and the others, fresh."""
    return towns.build()


@pytest.fixture
def told():
    """``told(note)``: what the history says was done to it, as (act, who), in order."""

    def acts(about):
        return list(Event.objects.filter(about_id=about.pk).order_by("seq").values_list("act", "by_id"))

    return acts
