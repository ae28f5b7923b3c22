"""What the tests of this room ask of the history."""

import pytest

from cairn.audit.models import Event


@pytest.fixture
def told():
    """``told(note)``: what the history says was done to it, as (act, who), in order."""

    def acts(about):
        return list(Event.objects.filter(about_id=about.pk).order_by("seq").values_list("act", "by_id"))

    return acts
