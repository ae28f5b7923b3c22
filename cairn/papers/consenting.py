"""Permissions to share: they hold when the last needed name stands, and end on their day, their event, or a word.

``why_not_release`` is what everything that would let words out asks first. Nothing found denies.
"""

import datetime
import zoneinfo

from django.db import connection

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from .models import Consent, Revocation, Seal
from .rules import consent as rules
from .rules import life
from .rules.life import Kind, Signer

NONE_GIVEN = _("No permission to share stands. Nothing may leave without one.")


@atomic
def activate(paper, *, by):
    """The signed paper is a permission from now on, with every element. Part of the last signature; once."""
    access.require(by, Act.CONSENT_ACTIVATE, paper)
    if there := Consent.objects.filter(paper=paper).first():
        return there
    seal = Seal.objects.filter(paper=paper).first()
    if seal is None or paper.form.kind != Kind.CONSENT:
        raise Refused(_("A permission holds when every name stands under its paper."))
    kind, said = rules.kind_of(paper.form.key), _elements(seal.body, paper.organization.zone)
    today = clock.today(paper.organization.zone)
    sentence = rules.why_not_signers([n["role"] for n in seal.body["names"] if n["kind"] == "signed"])
    if sentence := sentence or rules.why_not_activate(said, kind, today=today):
        raise Refused(sentence)
    made = Consent.of(
        paper.participation,
        paper=paper,
        kind=kind,
        elements=said,
        given_at=seal.at,
        until_on=rules.last_day(said),
        has_event=bool(said.get("until_event")),
    )
    made.save(force_insert=True)
    record(Act.CONSENT_ACTIVATE, made, by=by, kind=kind)
    return made


def _elements(body, zone):
    """The elements of a sealed paper, in the language in which the participant signed it."""
    name = next((n for n in body["names"] if n["role"] == Signer.PARTICIPANT and n["kind"] == "signed"), None)
    return rules.elements(
        body["version"]["items"],
        body["answers"],
        language=name["language"] if name else life.LANGUAGES[0],
        who=body["about"]["participant"],
        signed_on=day(datetime.datetime.fromisoformat(name["at"]), zone) if name else None,
    )


def day(moment, zone):
    """The day on which a moment falls in that zone."""
    return moment.astimezone(zoneinfo.ZoneInfo(zone)).date()


def why_not_given(sheet, language):
    """The sentence to read, or "" when the paper, once signed, would be a whole permission. Asked before it is."""
    today = clock.today(sheet.paper.organization.zone)
    said = rules.elements(
        sheet.said["items"], sheet.values, language=language, who=sheet.about["participant"], signed_on=today
    )
    return rules.why_not_activate(said, rules.kind_of(sheet.said["key"]), today=today)


@atomic
def revoke(consent, *, by, how="here", words=""):
    """The permission covers nothing more, from this second. ``how``: of ``life.TAKEN_BACK``. No reason is asked."""
    access.require(by, Act.CONSENT_REVOKE, consent)
    hold(consent)
    if there := Revocation.objects.filter(consent=consent).first():
        return there
    if sentence := life.why_not_revoke(how):
        raise Refused(sentence, field="how")
    made = Revocation.of(
        consent.participation,
        consent=consent,
        how=how,
        taken_by=by.person,
        words=words.strip()[: life.LONGEST_REASON],
        at=clock.now(),
    )
    made.save(force_insert=True)
    record(Act.CONSENT_REVOKE, consent, by=by, how=how)
    return made


def hold(consent):
    """Nobody else takes it back, or shares under it, until the transaction ends."""
    if connection.features.has_select_for_update:
        Consent.objects.select_for_update(of=("self",), no_key=True).get(pk=consent.pk)


def standing(participation):
    """Every permission of this participation with its revocation (or None), the newest first."""
    rows = Consent.objects.filter(participation=participation).select_related("revocation", "paper")
    return [(row, getattr(row, "revocation", None)) for row in rows.order_by("-given_at", "-pk")]


def why_not_active(consent, revocation, *, today):
    """The sentence to read, or "" when it holds on that day."""
    return rules.why_not_active(
        consent.elements,
        consent.kind,
        is_signed=consent.paper.state == life.State.SIGNED,
        is_revoked=revocation is not None,
        until_on=consent.until_on,
        today=today,
    )


def covering(participation, *, what, to, why, today):
    """``(Consent, "")`` when one that holds today covers all of this, else ``(None, the sentence to read)``."""
    sentence = NONE_GIVEN
    for consent, revocation in standing(participation):
        no = why_not_active(consent, revocation, today=today)
        no = no or rules.why_not_cover(consent.elements, consent.kind, what=what, to=to, why=why)
        if not no:
            return consent, ""
        sentence = no if sentence == NONE_GIVEN else sentence
    return None, sentence


def why_not_release(participation, *, what, to, why, today):
    """The sentence to read, or "" only when a whole, signed, living permission covers what, to whom and why."""
    return covering(participation, what=what, to=to, why=why, today=today)[1]
