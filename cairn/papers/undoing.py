"""The last step of a draft is taken back, and the one before it, as far as steps were kept."""

from cairn.audit.recording import record
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from . import designing
from .models import Earlier, Version


@atomic
def take_back(version, *, by, revision=None):
    """The draft says again what it said before its last change. ``revision``: as for ``designing.change``."""
    access.require(by, Act.FORM_DESIGN, version)
    designing.hold(version.form)
    now = Version.objects.filter(pk=version.pk).first()
    if sentence := designing.why_not_change(now, revision):
        raise Refused(sentence)
    last = Earlier.objects.filter(version=now).order_by("-revision").first()
    if last is None:
        raise Refused(_("There is no step to take back. The draft is as it began."))
    for part, said in last.said.items():
        setattr(version, part, said)
    version.revision, version.made_by = now.revision + 1, by.person
    version.save(update_fields=[*last.said, "revision", "made_by"])
    last.delete()
    record(Act.FORM_DESIGN, version, by=by, form=version.form.key, number=version.number, back=True)
    return version
