"""It is written down that something left the house: under a permission that covers it, or on a ground the law names."""

from django.utils.translation import gettext as _

from cairn.lib import clock
from cairn.lib.words import Refused
from cairn.papers import library, reading, releasing
from cairn.papers.rules import consent as consents
from cairn.papers.rules import releases as rules
from cairn.people.acts import Act
from cairn.people.roles import Role

from .. import moments, once, texts, typed
from ..page import Page
from ..people import show as people
from . import show_consents
from .page import WORKS, way_for

FIELDS = ("ground", "to", "why", "why_words", "how", "at", "what_words", "consent")


class New(Page):
    """What left, to whom, why and how. Where no permission covers it, it is refused with a sentence."""

    roles = WORKS

    def get(self, request, pk):
        way = way_for(request.who, pk, Act.RELEASE_MAKE)
        return self.show(request, "papers/release.html", **self.values(request, way, self.begun(request, way)))

    def post(self, request, pk):
        way, said = way_for(request.who, pk, Act.RELEASE_MAKE), request.POST
        kept = {name: said.get(name, "") for name in FIELDS} | {
            "what": said.getlist("what"),
            "details": {name: said.get(f"detail-{name}", "") for name in _details()},
        }
        try:
            made = self.written(request, way, kept)
        except Refused as refusal:
            if refusal.field in _details():
                refusal.field = f"detail-{refusal.field}"
            return self.refuse(request, "papers/release.html", refusal, **self.values(request, way, kept))
        after = _("It stands in the record, and {name} can see it.").format(name=way.person.chosen_name)
        return self.go("person-consents", pk, said=after, anchor=f"#left-{made.pk}")

    def written(self, request, way, kept):
        """It stands in the record; ``Refused`` when something stands in the way."""
        about = {
            "what": [*kept["what"], *kept["what_words"].splitlines()],
            "to": kept["to"],
            "why": kept["why_words"].strip() or kept["why"],
            "how": kept["how"],
            "at": moments.said(kept["at"], request.who.zone, "at"),
            "by": request.who,
            "pk": once.asked(request),
        }
        if kept["ground"] in ("", rules.CONSENT):
            pk = typed.an_id(kept["consent"])
            consent = reading.consent_for(request.who, pk) if pk else None
            return releasing.release(way, consent=consent, minded="minded" in request.POST, **about)
        return releasing.release_without(way, ground=kept["ground"], details=kept["details"], **about)

    def begun(self, request, way):
        """What the form begins with: under the permission that was chosen, where there is one."""
        kept = {**dict.fromkeys(FIELDS, ""), "ground": rules.CONSENT, "what": [], "details": {}}
        if pk := typed.an_id(request.GET.get("consent")):
            given = next((g for g in self.active(request, way) if g.consent.pk == pk), None)
            if given is not None:
                to, why = given.elements.get("to", []), given.elements.get("why", [])
                kept |= {"consent": str(pk), "to": to[0] if to else "", "why": why[0] if len(why) == 1 else ""}
        return kept

    def active(self, request, way):
        """The permissions that hold today."""
        today = clock.today(way.organization.zone)
        return [given for given in reading.consents(request.who, way, today) if not given.why_not]

    def values(self, request, way, kept):
        """What the form shows."""
        active, zone = self.active(request, way), way.organization.zone
        chosen = next((given for given in active if str(given.consent.pk) == kept["consent"]), None)
        what, why = _choices(request.who, chosen)
        coordinates = request.who.is_a(Role.COORDINATOR)
        return {
            "head": people.head(way, request.who, "person-papers"),
            "said": kept,
            "what": what,
            "whys": [("", "–"), *why.items()],
            "active": [show_consents.row(given, zone) for given in active],
            "stays_out": [w for given in active for w in given.elements.get("said", {}).get("what_not", [])],
            "names": sorted({name for given in active for name in given.elements.get("to", [])}),
            "grounds": [
                {"value": code, "label": _(words), "fields": _asked(code)}
                for code, words in rules.GROUNDS.items()
                if coordinates or code in (rules.CONSENT, *rules.URGENT)
            ],
            "hows": [("", "–"), *((code, _(words)) for code, words in rules.HOW.items())],
            "notice": texts.sentence(rules.NOTICE),
            "once": once.fresh(request),
        }


def _details():
    """The names of all that the grounds ask for besides."""
    return [name for fields in rules.ASKED.values() for name in fields]


def _asked(ground):
    return [(name, _(words)) for name, words in rules.ASKED.get(ground, {}).items()]


def _choices(who, chosen):
    """What can be shared and why: all that forms of permissions ask, or what the chosen one covers."""
    what, why = show_consents.choices(library.texts_for(who, consents.KINDS))
    if chosen is None:
        return what, why
    given = chosen.elements
    if consents.WHOLE not in given.get("what", []):
        what = {code: what.get(code, code) for code in given.get("what", [])}
    return what, {code: why.get(code, code) for code in given.get("why", [])}
