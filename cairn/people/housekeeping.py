"""What an organization says about itself on every page."""

from cairn.audit.recording import record
from cairn.lib.db import atomic
from cairn.lib.words import Refused

from . import access, rules
from .acts import Act
from .models import Organization


@atomic
def change_crisis_lines(lines, *, by):
    """These are the lines for a crisis from now on: ``[{label, tel, text}]`` in order. Empty ones are left out."""
    access.require(by, Act.ORGANIZATION_CHANGE, by.organization)
    kept = [{name: " ".join(line.get(name, "").split()) for name in ("label", "tel", "text")} for line in lines]
    kept = [line for line in kept if any(line.values())]
    if sentence := rules.why_not_crisis_lines(kept):
        raise Refused(sentence, field="lines")
    Organization.objects.filter(pk=by.organization_id).update(crisis_lines=kept)
    record(Act.ORGANIZATION_CHANGE, by.organization, by=by, changed=["crisis_lines"])
