"""Leaving in stages: begun, planned, agreed, and parted; or stayed after all."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from cairn.exchange import pdf
from cairn.journey import answering, leaving, reading, returning
from cairn.journey.keepsake import keepsake
from cairn.journey.rules.leaving import EMPTY
from cairn.journey.rules.stages import Stage
from cairn.lib.words import NotHere, Refused
from cairn.notes import lists as notes
from cairn.notes.rules.life import Stage as NoteStage
from cairn.people.acts import Act
from cairn.people.roles import Role

from .. import codes, texts, timeline, typed
from . import show, show_deciding
from .base import OWN, Addresses, OfWay


class Leaving(OfWay):
    """The exit plan: end goals, taper, supports, how to come back; both agree to a version of it."""

    def get(self, request, pk=None):
        return self.answer(request, pk)

    def post(self, request, pk=None):
        """A new version of the plan."""
        way, said = self.way(request, pk, Act.LEAVING_PLAN), request.POST
        found = reading.leaving_of(request.who, way, Act.LEAVING_PLAN)
        body = planned(said)
        try:
            if found is None:
                raise Refused(_("Leaving has not begun."))
            leaving.plan(found, body=body, seen=typed.a_number(said.get("seen"), 0), by=request.who)
        except Refused as refusal:
            return self.answer(request, pk, refusal, body)
        return self.back(request, pk, _("The plan is kept. Now both are asked whether it is right."), page="leaving")

    def answer(self, request, pk, refusal=None, body=None):
        who, way = request.who, self.way(request, pk)
        found = reading.leaving_of(who, way)
        latest = found.latest if found else None
        says = reading.says(who, plan=latest) if latest else []
        mine = [s for s in says if s.person_id == who.person_id]
        values = {
            **self.values(request, way, pk),
            "leaving": {"why": found.why, "since": texts.date(found.begun_at), "by": found.asked_by.chosen_name}
            if found
            else None,
            "seen": latest.version if latest else 0,
            "plan": show_deciding.plan(body or (latest.body if latest else EMPTY)),
            "read": show_deciding.planned(latest.body) if latest else None,
            "says": [show_deciding.said(s) for s in says],
            "answered": mine[-1].choice if mine else "",
            "met": show_deciding.met(),
            "rhythms": show_deciding.rhythms(),
            "my_name": who.person.chosen_name,
            "may_agree": who.is_a(Role.SUPPORTER, Role.PARTICIPANT),
            "asked": show.asked(reading.asked(way, Stage.EXITING), Addresses(way.pk, pk is None)) if found else [],
            "ended": bool(way.ended_on),
        }
        if refusal:
            return self.refuse(request, "journey/leaving.html", refusal, **values)
        return self.show(request, "journey/leaving.html", **values)


def planned(said):
    """The exit plan as it was typed; lines where nothing stands are left out."""
    words, met, on = said.getlist("goal"), said.getlist("met"), said.getlist("met_on")
    days, rhythms = said.getlist("from"), said.getlist("rhythm")
    goals = [
        {"words": w.strip()[:300], "met": m, "on": d.strip()[:10]}
        for w, m, d in zip(words, met, on, strict=False)
        if w.strip() or m != "open"
    ]
    taper = [
        {"from": d.strip()[:10], "rhythm": r} for d, r in zip(days, rhythms, strict=False) if d.strip() or r.strip()
    ]
    own_words = {name: said.get(name, "").strip() for name in ("supports", "resources", "back", "thanks")}
    return {**EMPTY, "goals": goals, "taper": taper, **own_words}


class Begin(Leaving):
    """The last part of the way begins."""

    http_method_names = ("post",)

    def post(self, request, pk=None):
        way = self.way(request, pk, Act.LEAVING_BEGIN)
        try:
            leaving.begin(way, why=request.POST.get("why", ""), by=request.who)
        except Refused as refusal:
            return self.answer(request, pk, refusal)
        return self.back(request, pk, _("The last part has begun. There is no hurry."), page="leaving")


class Agree(Leaving):
    """They put their name to the plan, or say how they see it."""

    http_method_names = ("post",)

    def post(self, request, pk=None):
        way, said = self.way(request, pk, Act.LEAVING_AGREE), request.POST
        try:
            found = reading.leaving_of(request.who, way, Act.LEAVING_AGREE)
            if found is None:
                raise Refused(_("Leaving has not begun."))
            leaving.agree(
                found,
                version=typed.a_number(said.get("seen"), 0),
                choice=said.get("choice", ""),
                name=said.get("name", ""),
                words=said.get("words", ""),
                by=request.who,
            )
        except Refused as refusal:
            return self.answer(request, pk, refusal)
        return self.back(request, pk, _("Your answer stands beside the plan."), page="leaving")


class Stay(Leaving):
    """The way goes on after all."""

    http_method_names = ("post",)

    def post(self, request, pk=None):
        way = self.way(request, pk, Act.LEAVING_STAY)
        try:
            if found := reading.leaving_of(request.who, way, Act.LEAVING_STAY):
                leaving.stay(found, why=request.POST.get("stay_why", ""), by=request.who)
        except Refused as refusal:
            refusal.field = "stay_why"
            return self.answer(request, pk, refusal)
        return self.back(request, pk, _("The way goes on."))


class Part(Leaving):
    """The way ends: the team sees nothing more from that second."""

    def get(self, request, pk=None):
        return self.page(request, pk)

    def post(self, request, pk=None):
        way = self.way(request, pk, Act.LEAVING_PART)
        try:
            waiting = len(notes.open_of(request.who, way))
            leaving.part(way, why=request.POST.get("why", ""), open_notes=waiting, by=request.who)
        except Refused as refusal:
            return self.page(request, pk, refusal)
        if pk is None:
            return self.go("my-way", said=_("This way has ended. Your record stays yours."))
        return self.go("home", said=_("The way has ended. The team sees nothing of it any more."))

    def page(self, request, pk, refusal=None):
        who, way = request.who, self.way(request, pk)
        found = reading.way(who, way)
        values = {
            **self.values(request, way, pk),
            "asked": [each for each in show.asked(found.asked) if not each["done"]],
            "notes": [] if way.ended_on else [open_note(row, who) for row in notes.open_of(who, way)],
            "ended": bool(way.ended_on),
            "why": request.POST.get("why", ""),
        }
        if refusal:
            return self.refuse(request, "journey/part.html", refusal, **values)
        return self.show(request, "journey/part.html", **values)


def open_note(row, who):
    """A note that is not finished: of when, with whom, what it waits for, and where it is gone on with."""
    writes = who.person_id in (row.subject_id, row.meeting.supporter_id)
    return {
        "title": timeline.title(row.template, row.template_version),
        "about": _("{day} · with {name}").format(
            day=texts.local_day(row.happened_at, who.zone), name=row.meeting.supporter.chosen_name
        ),
        "stage": _(timeline.STAGES[NoteStage(row.stage)]),
        "url": timeline.note_url(row.pk, row.stage, writes=writes),
    }


class Code(OfWay):
    """A code for coming back, shown once, for as long as it is written down."""

    def get(self, request, pk=None):
        way = self.way(request, pk)
        return self.show(
            request,
            "journey/code.html",
            **self.values(request, way, pk),
            shown=codes.take(request, way.pk, door="come-back"),
        )

    def post(self, request, pk=None):
        way = self.way(request, pk, Act.RETURN_CODE)
        code = returning.give_code(way, by=request.who)
        shown = urlencode({"shown": codes.put(request, code, way.pk)})
        return self.go_to(f"{Addresses(way.pk, pk is None)['code']}?{shown}")


class Nameless(OfWay):
    """The exit survey without a name: for whoever leaves, or left."""

    roles = OWN

    def get(self, request, pk=None):
        way = self.leaving(request)
        return self.show(
            request, "journey/nameless.html", questions=show_deciding.survey(), said={}, program=way.program.name
        )

    def post(self, request, pk=None):
        way = self.leaving(request)
        try:
            answering.answer_nameless(way, answers=request.POST, by=request.who)
        except Refused as refusal:
            said = request.POST.dict()
            return self.refuse(
                request,
                "journey/nameless.html",
                refusal,
                questions=show_deciding.survey(),
                said=said,
                program=way.program.name,
            )
        return self.go("my-way", said=_("Thank you. Nobody learns who said it."))

    def leaving(self, request):
        """One's own way, when it is being left or has ended; nothing else has this page."""
        way = self.way(request, None)
        if reading.stage_of(way) not in (Stage.EXITING, Stage.EXITED):
            raise NotHere
        return way


class Keepsake(OfWay):
    """What one takes along: the way come, and what went well, in one's own words. For paper."""

    roles = OWN

    def get(self, request, pk=None):
        way = self.way(request, None)
        told = keepsake(request.who, way)
        return self.show(
            request,
            "journey/keepsake.html",
            told=told,
            started=texts.date(told["started_on"]),
            ended=texts.date(told["ended_on"]) if told["ended_on"] else "",
            moves=[(texts.date(m["on"]), show.name(m["to"])) for m in told["moves"]],
            goals=show_deciding.planned({**EMPTY, "goals": told["goals"]})["goals"],
        )


class Paper(OfWay):
    """The keepsake as a PDF, to hang on a wall."""

    roles = OWN

    def get(self, request, pk=None):
        told = keepsake(request.who, self.way(request, None))
        title = _("The way {name} came").format(name=told["name"])
        made = pdf.typeset("keepsake", on_the_wall(told), language=translation.get_language() or "en", title=title)
        answer = HttpResponse(made, content_type="application/pdf")
        answer["Content-Disposition"] = 'inline; filename="keepsake.pdf"'
        return answer


def on_the_wall(told):
    """The keepsake as its template takes it: start, milestones, wins in own words, what carries on, words to keep."""
    steps = [{"words": show.name(m["to"]), "on": texts.date(m["on"])} for m in told["moves"]]
    reached = [{"words": goal["words"], "on": show_deciding.day(goal["on"])} for goal in told["goals"]]
    wins = [
        {
            "words": win["passage"] or win["words"],
            "name": told["name"] if win["voice"] == "participant" else "",
            "voice": win["voice"],
            "on": texts.date(win["on"]),
        }
        for win in told["strengths"] + told["wins"]
    ]
    start = {"words": told["beginning"] or told["program"], "on": texts.date(told["started_on"])}
    whole = {
        "name": told["name"],
        "start": start,
        "milestones": steps + reached,
        "wins": wins,
        "now": told["supports"],
        "where_to": told["thanks"],
    }
    return {name: value for name, value in whole.items() if value}
