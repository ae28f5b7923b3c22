"""Notices are opened: seen, one or all. One's own reading leaves no trace in the history."""

from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.people import access
from cairn.people.acts import Act

from .models import Notice


@atomic
def see(notice, *, by):
    """They have seen this one."""
    access.require(by, Act.NOTICE_READ, notice)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())


@atomic
def see_all(*, by):
    """They have seen all that were there."""
    mine = access.scope(by, Act.NOTICE_READ, Notice.objects.filter(read_at=None))
    Notice.objects.filter(pk__in=list(mine.values_list("pk", flat=True))).update(read_at=clock.now())
