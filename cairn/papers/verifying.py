"""Walk every sealed paper: what was signed is what is kept."""

from dataclasses import dataclass

from cairn.lib import canonical, keys

from . import shown
from .models import Name, Seal


@dataclass
class Walk:
    """How many sealed papers of an organization are whole, and the first break."""

    papers: int = 0
    broken: str = ""


def seals(organization_id):
    """Every sealed paper of this organization, in order: its digest, and each name over the text it was put under."""
    walk = Walk()
    rows = Seal.objects.filter(paper__organization_id=organization_id).select_related("paper").order_by("pk")
    for seal in rows.iterator(chunk_size=200):
        walk.papers += 1
        if why := _why_broken(seal):
            walk.broken = f"paper {seal.paper_id}: {why}"
            return walk
    return walk


def _why_broken(seal):
    try:
        body = seal.body
    except keys.CannotOpen:
        return "it does not open"
    if canonical.digest(body) != bytes(seal.digest):
        return "it is not what was sealed"
    stood = [shown.entry(n) for n in Name.objects.filter(paper=seal.paper, voided_at=None).order_by("at", "pk")]
    if [n["digest"] for n in stood] != [n["digest"] for n in body["names"]]:
        return "the names under it are others"
    for name in body["names"]:
        core = shown.core(
            body["version"], body["answers"], language=name["language"], about=body["about"], salt=body["salt"]
        )
        if shown.digest(core).hex() != name["digest"]:
            return "a name stands under other words"
    return ""
