from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.notes import reading as notes
from cairn.people import granting, joining, reaching, signing_in
from cairn.people import reading as people
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.teams import inviting
from cairn.teams import reading as teams

from .. import asking, codes, history, moments, once, timeline, typed
from ..page import Page
from ..people import show as persons
from . import show

OWN = frozenset({Role.PARTICIPANT})


class Notes(Page):
    """One's own notes as a trail, and a search in them."""

    roles = OWN

    def get(self, request):
        return self.page(request)

    def post(self, request):
        return self.page(request, request.POST.get("q", "").strip())

    def page(self, request, words=""):
        """The trail, or what was found for these words."""
        who = request.who
        way = teams.own(who)
        if words and way:
            found = timeline.found(notes.search(who, way, words), zone=who.zone)
            return self.show(request, "mine/found.html", words=words, found=found, counted=timeline.counted(len(found)))
        before = request.GET.get("before", "")
        rows, more = notes.timeline(who, way, before=before) if way else ([], False)
        return self.show(
            request,
            "mine/notes.html",
            words=words,
            is_first=not before,
            years=timeline.years(rows, zone=who.zone),
            strengths=[] if before else timeline.strengths(rows),
            older=timeline.older(request.path, rows, more),
        )


class Team(Page):
    """Who walks with oneself; somebody one trusts can be asked along."""

    roles = OWN

    def get(self, request):
        return self.answer(request, teams.own(request.who))

    def post(self, request):
        who, said, way = request.who, request.POST, teams.own(request.who)
        try:
            if way is None:
                raise Refused(_("Your way in a program has to begin first."))
            until = moments.day(said.get("until", ""), "until")
            member, code = inviting.invite(
                way,
                chosen_name=said.get("chosen_name", ""),
                sees_notes="sees_notes" in said,
                until=until,
                by=who,
                pk=once.asked(request),
            )
        except Refused as refusal:
            return self.answer(request, way, refusal, said.dict())
        return self.go_to(code_page(request, member, code))

    def answer(self, request, way, refusal=None, said=None):
        values = {
            "team": [persons.member(row) for row in teams.team(way)] if way else [],
            "has_way": way is not None,
            "said": said or {},
            "once": once.fresh(request),
        }
        if refusal:
            return self.refuse(request, "mine/team.html", refusal, **values)
        return self.show(request, "mine/team.html", **values)


def code_page(request, member, code):
    """The address that shows this ally's code once more."""
    shown = urlencode({"shown": codes.put(request, code, member.pk)})
    return f"{reverse('my-team-code', args=[member.pk])}?{shown}"


class Sharing(Team):
    """What an ally sees, and until when, as one now says."""

    http_method_names = ("post",)

    def post(self, request, pk):
        member = teams.member_for(request.who, pk, Act.ALLY_INVITE)
        try:
            until = moments.day(request.POST.get("until", ""), "until")
            inviting.share(member, sees_notes="sees_notes" in request.POST, until=until, by=request.who)
        except Refused as refusal:
            return self.answer(request, teams.own(request.who), refusal)
        return self.go("my-team", said=_("It is changed, from this second."))


class AllyCode(Page):
    """The code with which an ally comes in."""

    roles = OWN

    def get(self, request, pk):
        member = teams.member_for(request.who, pk, Act.ALLY_INVITE)
        return self.show(
            request, "mine/code.html", name=member.person.chosen_name, member=pk, shown=codes.take(request, pk)
        )

    def post(self, request, pk):
        member = teams.member_for(request.who, pk, Act.ALLY_INVITE)
        return self.go_to(code_page(request, member, inviting.code_again(member, by=request.who)))


class AllyEnd(Page):
    """An ally sees nothing more."""

    roles = OWN

    def post(self, request, pk):
        member = teams.member_for(request.who, pk, Act.ALLY_PART)
        inviting.part(member, by=request.who)
        return self.go("my-team", said=_("{name} sees nothing more.").format(name=member.person.chosen_name))


class History(Page):
    """Who looked at one's record, and who did what in it."""

    roles = OWN

    def get(self, request):
        who = request.who
        before = typed.a_number(request.GET.get("before"))
        events, older = history.turned(request.path, people.own_history(who, before=before, limit=history.asked()))
        names = history.named(people.names(history.people_in(events)))
        return self.show(
            request,
            "mine/history.html",
            older=older,
            days=history.days(events, names, zone=who.zone, me=who.person_id, linked=True),
        )


class Account(Page):
    """What one goes by, one's secret, and the devices on which one is signed in."""

    def get(self, request):
        return self.answer(request, show.account(request.who.person))

    def post(self, request):
        said = {name: request.POST.get(name, "").strip() for name in ("chosen_name", "pronouns", "zone")}
        chosen, first = request.POST.getlist("languages"), request.POST.get("first", "")
        ordered = persons.in_order(chosen, first)
        try:
            granting.change(request.who.person, by=request.who, languages=ordered, **said)
        except Refused as refusal:
            return self.answer(request, {**said, "languages": chosen, "first": first}, refusal)
        answer = self.go("my-account", said=_("It is changed."))
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME)  # what they said here is what the pages speak
        return answer

    def answer(self, request, said, refusal=None, reach=None):
        who, person = request.who, request.who.person
        devices = [show.device(row, who.sign_in, who.zone) for row in people.devices(who)]
        values = {
            "said": said,
            "known": persons.languages(said["languages"]),
            "zones": show.zones(said["zone"]),
            "devices": devices,
            "others": len(devices) > 1,
            "email": who.person.email,
            "handle": who.person.handle,
            "has_pin": not who.person.email,
            "ask": asking.choices(),
            "reach": (reach or asking.reached(person.safe_contact, phone=person.phone, born_on=person.born_on))
            if who.is_a(Role.PARTICIPANT)
            else None,
        }
        if refusal:
            return self.refuse(request, "mine/account.html", refusal, **values)
        return self.show(request, "mine/account.html", **values)


class Reach(Account):
    """How I am reached safely is what I say."""

    roles = OWN
    http_method_names = ("post",)

    def post(self, request):
        said, person = asking.typed(request.POST), request.who.person
        try:
            reaching.reach(person, by=request.who, safe=asking.reach(said), phone=said.get("phone", "").strip())
        except Refused as refusal:
            return self.answer(request, show.account(person), refusal, reach=said)
        return self.go("my-account", said=_("It is changed."))


class Secret(Account):
    """A new PIN or passphrase in the place of the old one."""

    http_method_names = ("post",)

    def post(self, request):
        said = request.POST
        try:
            if said.get("new", "") != said.get("repeat", ""):
                raise Refused(_("The two are not the same. Please type it once more."), field="repeat")
            joining.keep_secret(said.get("new", ""), by=request.who, old=said.get("old", ""), network=request.network)
        except Refused as refusal:
            refusal.field = refusal.field or "old"
            return self.answer(request, show.account(request.who.person), refusal)
        return self.go("my-account", said=_("Your new secret is kept. Other devices are signed out."))


class DeviceEnd(Page):
    """One of one's devices is signed out."""

    def post(self, request, pk):
        signing_in.end_one(pk, by=request.who)
        return self.go("my-account", said=_("That device is signed out."))


class OthersEnd(Page):
    """Every device but this one is signed out."""

    def post(self, request):
        signing_in.end_all(request.who.person, but=request.who.sign_in, by=request.who)
        return self.go("my-account", said=_("Every other device is signed out."))
