"""Permissions to share: all of a record on one page, one with all its parts, and taking it back in one step."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.exchange import pdf
from cairn.lib import clock
from cairn.lib.words import NotHere, Refused
from cairn.papers import consenting, library, reading
from cairn.papers.rules import consent as rules
from cairn.papers.rules.life import Kind
from cairn.people.acts import Act
from cairn.teams import reading as teams

from .. import texts
from ..page import Page
from ..people import show as people
from ..typed import an_id
from . import show_consents, show_pdf
from .copies import download
from .page import OWN, ROLES, WORKS, own_way, way_for


def on_page(request, way, begin, here):
    """What the page of all permissions shows: active, ended, "none given", and what left the house."""
    zone = way.organization.zone
    before = an_id(request.GET.get("before"))
    given = reading.consents(request.who, way, clock.today(zone))
    active = [each for each in given if not each.why_not]
    versions = library.texts_for(request.who, rules.KINDS)
    words = show_consents.choices(versions)
    under_way = reading.under_way(request.who, way, Kind.CONSENT)
    left = reading.releases(request.who, way, before=before)
    return {
        "active": [show_consents.row(each, zone) for each in active],
        "ended": [show_consents.row(each, zone) for each in given if each.why_not],
        "forms": show_consents.forms(request, versions, active, under_way, begin),
        "releases": [show_consents.release(each, zone, words) for each in left],
        "older": f"{here}?{urlencode({'before': left[-1].pk})}#left" if len(left) == reading.PAGE else "",
        "name": way.person.chosen_name,
    }


class Own(Page):
    """One's own permissions."""

    roles = OWN

    def get(self, request):
        way = own_way(request.who)
        if way is None:
            return self.go("my-papers")
        return self.show(
            request, "papers/consents.html", **on_page(request, way, reverse("my-paper-begin"), request.path)
        )


class Of(Page):
    """The permissions of somebody one walks with."""

    roles = WORKS

    def get(self, request, pk):
        way = way_for(request.who, pk, Act.PAPER_READ)
        teams.look(way, by=request.who, looked=way.looked)
        return self.show(
            request,
            "papers/consents_of.html",
            head=people.head(way, request.who, "person-papers"),
            write_down=reverse("person-release-new", args=[pk]),
            **on_page(request, way, reverse("person-paper-begin", args=[pk]), request.path),
        )


class _One(Page):
    """One permission, through the door of this page's act."""

    roles = ROLES
    act = Act.PAPER_READ

    def given(self, request, pk):
        """It with where it stands today."""
        consent = reading.consent_for(request.who, pk, self.act)
        today = clock.today(consent.organization.zone)
        return reading.given(consent, today)

    def values(self, request, given):
        """What its page shows."""
        consent, zone = given.consent, given.consent.organization.zone
        is_own = request.who.person_id == consent.subject_id
        way = consent.participation
        sent = reading.releases(request.who, way, consent=consent)
        words = show_consents.choices(library.texts_for(request.who, rules.KINDS))
        return {
            "consent": show_consents.row(given, zone),
            "elements": show_consents.elements(given),
            "paper": reverse("paper", args=[consent.paper_id]),
            "sent": [show_consents.release(each, zone, words) for each in sent],
            "is_own": is_own,
            "name": way.person.chosen_name,
            "hows": show_consents.hows(),
            "back": reverse("my-consents") if is_own else reverse("person-consents", args=[way.pk]),
            "write_down": ""
            if is_own
            else f"{reverse('person-release-new', args=[way.pk])}?{urlencode({'consent': consent.pk})}",
        }


class Show(_One):
    """All that it says, and what was shared under it."""

    def get(self, request, pk):
        given = self.given(request, pk)
        reading.look(given.consent.paper, by=request.who)
        return self.show(request, "papers/consent.html", **self.values(request, given))


class Revocation(_One):
    """It is taken back: it covers nothing more, from this second."""

    act = Act.CONSENT_REVOKE

    def get(self, request, pk):
        return self.go("consent", reading.consent_for(request.who, pk, self.act).pk)

    def post(self, request, pk):
        given = self.given(request, pk)
        is_own = request.who.person_id == given.consent.subject_id
        how = "here" if is_own else request.POST.get("how", "")
        try:
            consenting.revoke(given.consent, by=request.who, how=how, words=request.POST.get("words", ""))
        except Refused as refusal:
            return self.refuse(request, "papers/consent.html", refusal, **self.values(request, given))
        return self.go("consent", pk, said=_("It is taken back. From this second it covers nothing."), anchor="#left")


class Letter(_One):
    """A letter to somebody who received something under a permission that has ended."""

    def get(self, request, pk, release):
        given = self.given(request, pk)
        consent, zone = given.consent, given.consent.organization.zone
        sent = reading.releases(request.who, consent.participation, consent=consent)
        row = next((each for each in sent if each.pk == release), None)
        if row is None:
            raise NotHere
        if not given.why_not:
            return self.go("consent", pk)
        name = given.elements.get("who") or consent.participation.person.chosen_name
        written = pdf.typeset(
            "letter",
            show_pdf.letter(
                consent.organization,
                to=row.to,
                day=texts.date(clock.today(zone)),
                paragraphs=[*show_consents.letter(given, row, name, zone), row.notice],
                closing=_("Thank you for keeping to it."),
                name=consent.organization.name,
                role="",
            ),
            language=request.LANGUAGE_CODE,
            title=_("A permission has ended"),
        )
        return download(written, "letter")
