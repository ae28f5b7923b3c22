"""A copy leaves the house: under a permission that covers it, or under one of the exceptions the law names."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.roles import Role, Tie
from cairn.programs import reading as programs
from cairn.teams.models import Participation

from . import consenting, sealing
from .models import Release, Revocation
from .rules import consent as consents
from .rules import releases as rules


@atomic
def release(participation, *, what, to, why, how, by, consent=None, minded=False, at=None, pk=None):
    """It stands in the record that this left the house, under a permission that covers it at that moment.

    ``what``: a list of codes or words of the permission. ``consent``: the one meant; else one that covers it is found.
    ``minded``: they looked at what the participant wants kept out, where the permission says so. ``at``: when it left,
    now when not said. ``pk``: made by the server for the form, so that pressing twice writes it down once.
    """
    access.require(by, Act.RELEASE_MAKE, participation)
    sealing.hold_way(participation)
    if pk and (there := Release.objects.filter(pk=pk, participation=participation).first()):
        return there
    what = _list(what)
    _ask(participation, rules.CONSENT, what=what, to=to, why=why, how=how, details={}, by=by)
    at = _moment(at)
    if consent is None:
        consent, sentence = consenting.covering(participation, what=what, to=to, why=why, today=_day(participation, at))
        if consent is None:
            raise Refused(sentence)
    _cover(participation, consent, what=what, to=to, why=why, at=at)
    if consent.elements.get("what_not") and not minded:
        raise Refused(_("They want something kept out. Please look at it, and tick that it is."), field="minded")
    made = _write(
        participation, rules.CONSENT, what=what, to=to, why=why, how=how, by=by, at=at, pk=pk, consent=consent
    )
    record(Act.RELEASE_MAKE, made, by=by, consent=consent.pk, parts=len(what))
    return made


@atomic
def release_without(participation, *, ground, what, to, why, how, by, details=None, at=None, pk=None):
    """It stands in the record that this left the house without a permission, on a ground that the law names.

    ``ground``: of ``rules.releases.GROUNDS``; ``details``: what that ground asks for besides (``ASKED``).
    """
    access.require(by, Act.RELEASE_EXCEPT, participation)
    sealing.hold_way(participation)
    if pk and (there := Release.objects.filter(pk=pk, participation=participation).first()):
        return there
    if ground == rules.CONSENT:
        raise Refused(_("Please say on what ground this leaves the house."), field="ground")
    what, details = _list(what), {name: str(words).strip() for name, words in (details or {}).items()}
    _ask(participation, ground, what=what, to=to, why=why, how=how, details=details, by=by)
    asked = {name: details[name][: rules.LONGEST] for name in rules.ASKED.get(ground, ())}
    made = _write(
        participation, ground, what=what, to=to, why=why, how=how, by=by, at=_moment(at), pk=pk, details=asked
    )
    record(Act.RELEASE_EXCEPT, made, by=by, ground=ground, parts=len(what))
    return made


def _list(what):
    return [each.strip() for each in ([what] if isinstance(what, str) else what) if each.strip()]


def _ask(participation, ground, *, what, to, why, how, details, by):
    ways = Participation.objects.filter(pk=participation.pk)
    coordinates = by.is_a(Role.COORDINATOR) and ways.filter(ways.tied(Tie.PROGRAM, by)).exists()
    sentence, field = rules.why_not_release(
        ground, what=what, to=to, why=why, how=how, details=details, coordinates=coordinates
    )
    if sentence:
        raise Refused(sentence, field=field)


def _moment(at):
    now = clock.now()
    if at is not None and at > now:
        raise Refused(_("That moment is still to come. Please say when it left."), field="at")
    return at or now


def _day(participation, at):
    return consenting.day(at, participation.organization.zone)


def _cover(participation, consent, *, what, to, why, at):
    """Nothing when this permission covered it at that moment, with nobody taking it back meanwhile."""
    if consent.participation_id != participation.pk:
        raise Refused(consenting.NONE_GIVEN)
    consenting.hold(consent)
    taken = Revocation.objects.filter(consent=consent).first()
    if taken is not None and taken.at > at:  # it left before that, and is written down now
        taken = None
    sentence = consenting.why_not_active(consent, taken, today=_day(participation, at))
    if not sentence and at < consent.given_at:
        sentence = _("This permission was not given yet at that time.")
    if sentence := sentence or consents.why_not_cover(consent.elements, consent.kind, what=what, to=to, why=why):
        raise Refused(sentence)


def _write(participation, ground, *, what, to, why, how, by, at, pk, consent=None, details=None):
    part2 = programs.rules_of(participation.program)
    made = Release.of(
        participation,
        consent=consent,
        ground=ground,
        what=what,
        to=to.strip(),
        why=why.strip(),
        details=[[name, words] for name, words in (details or {}).items()],
        how=how,
        notice=rules.notice(part2.part2 if part2 else ""),
        has_order=bool(details and details.get("order")),
        has_subpoena=bool(details and details.get("subpoena")),
        made_by=by.person,
        at=at,
    )
    made.pk = pk or made.pk
    made.save(force_insert=True)
    return made
