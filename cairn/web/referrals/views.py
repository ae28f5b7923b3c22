from django.utils.translation import gettext as _

from cairn.journey import reading as journey
from cairn.lib import clock
from cairn.lib.words import Refused
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.programs import reading as programs
from cairn.teams import match_reading as matches
from cairn.teams import referral_reading as referrals
from cairn.teams import referring

from .. import asking, once, table, typed
from ..page import Page
from . import show

COORDINATES = frozenset({Role.COORDINATOR})


class Referrals(Page):
    """Who waits: how long, what was asked for, what is urgent."""

    roles = COORDINATES

    def get(self, request):
        who, wanted = request.who, show.asked(request)
        rows, more = referrals.waiting_list(who, **wanted, after=request.GET.get("after", ""))
        return self.listed(request, rows, wanted, more=show.address("referrals", wanted, after=more) if more else "")

    def post(self, request):
        words = request.POST.get("q", "").strip()
        if not words:
            return self.go("referrals")
        return self.listed(request, referrals.named(request.who, words), show.asked(request), words=words)

    def listed(self, request, rows, wanted, *, words="", more=""):
        now = clock.now()
        return self.show(
            request,
            "referrals/list.html",
            rows=[show.row(row, now) for row in rows],
            words=words,
            more=more,
            filters=show.filters(wanted, programs.coordinated(request.who)),
            tables=[(kind.upper(), show.address("referrals-table", wanted, kind)) for kind in table.KINDS],
            asked_anew=[show.asked_anew(row, now) for row in matches.asked_anew(request.who)],
            house=request.who.organization.slug,
        )


class Table(Page):
    """The list, as it is filtered and sorted, as a file."""

    roles = COORDINATES

    def get(self, request, kind):
        table.asked(kind)
        rows = referrals.take_along(request.who, **show.asked(request))
        cells = list(show.cells(rows, request.who.zone))
        return table.download("waiting-list", kind, show.columns(), cells, title=_("Waiting for a match"))


class New(Page):
    """A referral that somebody told to us: written down by the coordinator."""

    roles = COORDINATES

    def get(self, request):
        return self.show(request, "referrals/form.html", **self.values(request, {"referrer": "staff"}))

    def post(self, request):
        who, said = request.who, asking.typed(request.POST)
        try:
            chosen = said.get("program")
            program = programs.coordinated_for(who, typed.an_id(chosen)) if chosen else None
            asked = {**said, "safe": asking.reach(said), "wishes": said}
            made = referring.receive_referral(asked, program=program, by=who, pk=once.asked(request))
        except Refused as refusal:
            return self.refuse(request, "referrals/form.html", refusal, **self.values(request, said))
        return self.go("referral", made.pk, said=_("The referral is here."))

    def values(self, request, said):
        form = show.form(said, programs.coordinated(request.who))
        return {**form, "once": once.fresh(request), "title": _("A new referral"), "is_new": True, "back": ""}


class Details(Page):
    """What is known of a referral, changed."""

    roles = COORDINATES

    def get(self, request, pk):
        row = referrals.referral_for(request.who, pk, Act.REFERRAL_CHANGE)
        return self.show(request, "referrals/form.html", **self.values(request, pk, show.flat(row)))

    def post(self, request, pk):
        who, said = request.who, asking.typed(request.POST)
        row = referrals.referral_for(who, pk, Act.REFERRAL_CHANGE)
        try:
            chosen = said.get("program")
            program = programs.coordinated_for(who, typed.an_id(chosen)) if chosen else None
            referring.change(row, {**said, "safe": asking.reach(said), "wishes": said}, program=program, by=who)
        except Refused as refusal:
            return self.refuse(request, "referrals/form.html", refusal, **self.values(request, pk, said))
        return self.go("referral", pk, said=_("It is changed."))

    def values(self, request, pk, said):
        form = show.form(said, programs.coordinated(request.who))
        return {**form, "once": "", "title": _("Change the referral"), "is_new": False, "back": pk}


class Referral(Page):
    """One referral: how to reach them safely first, then what is asked for, and what can be done next."""

    roles = COORDINATES

    def get(self, request, pk):
        return self.answer(request, pk)

    def answer(self, request, pk, refusal=None, said=None):
        who = request.who
        row = referrals.referral_for(who, pk)
        referrals.look(row, by=who)
        own, others = referrals.merges(who, row)
        ended = own is not None and own.into_id
        values = {
            "one": show.whole(row, who.zone),
            "moves": [show.move(m, who.zone) for m in referrals.moves(row)],
            "contacts": [show.contact(c, who.zone) for c in referrals.contacts(row)],
            "alike": [] if ended or row.participation_id else [show.alike(a) for a in referrals.alike(who, row)],
            "joined": show.merged(own),
            "returning": show.returning(journey.coming_by(who, row.subject_id)) if row.subject_id else None,
            "others": [{"name": m.referral.name, "id": m.pk, "why": m.why, "of": m.referral_id} for m in others],
            "ways": asking.choices()["channels"],
            "said": said or {},
        }
        if refusal:
            return self.refuse(request, "referrals/referral.html", refusal, **values)
        return self.show(request, "referrals/referral.html", **values)
