"""The way of one person, as staff work with it: stage, checklist, steps, pause, beginning."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.journey import moving, pausing, reading, telling
from cairn.journey.rules import checklist
from cairn.journey.rules.stages import Stage
from cairn.lib.words import NotHere, Refused
from cairn.notes import reading as notes
from cairn.papers import reading as papers
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.roles import Role
from cairn.teams import building
from cairn.teams import match_reading as matches
from cairn.teams import reading as teams

from .. import moments, once, texts, timeline
from ..papers import show as sheets
from . import show
from .base import OfWay


class Way(OfWay):
    """Where somebody is, what their stage asks for, what is next, and every step that led here."""

    def get(self, request, pk):
        return self.answer(request, pk)

    def answer(self, request, pk, refusal=None, said=None):
        who = request.who
        way = self.way(request, pk)
        reading.look(way, by=who, looked=way.looked)
        found = reading.way(who, way)
        base = self.values(request, way, pk)
        values = {
            **base,
            "place": show.place(found, base["today"]),
            "once": {item.key: once.fresh(request) for item in found.asked if item.paper},
            "asked": show.asked(found.asked, base["to"], base["today"]),
            "tries": tries(way, who.zone) if found.stage == Stage.TEAM_BUILDING else [],
            "onward": show.onward(found),
            "steps": show.steps(found.moves, reading.remarks(who, way)),
            "ahead": show.ahead(found.reviews, base["today"]),
            "decision": waiting(found.decision),
            "began": texts.date(way.started_on),
            "earlier": bool(way.after_id) and teams.earlier(who, way) is not None,
            "coming": reading.coming_of(who, way) if way.ended_on else None,
            "coordinates": who.is_a(Role.COORDINATOR),
            "said": said or {},
        }
        if refusal:
            return self.refuse(request, "journey/way.html", refusal, **values)
        return self.show(request, "journey/way.html", **values)


def tries(way, zone):
    """Tries at a first contact that reached nobody, the newest first."""
    return [
        {"when": texts.local_day(row.at, zone), "by": row.by.chosen_name, "words": row.words}
        for row in matches.attempts(way)
    ]


def waiting(decision):
    """The newest decision in a line: its page, its tier, and whether it waits; None when there is none."""
    if decision is None:
        return None
    return {
        "url": reverse("decision", args=[decision.pk]),
        "tier": show.tier(decision.tier),
        "when": texts.date(decision.at),
        "is_open": getattr(decision, "settlement", None) is None,
        "rhythm": show.rhythm(decision.rhythm, decision.rhythm_words),
        "next_on": texts.date(decision.next_on),
    }


class Move(Way):
    """The way goes on to another stage, with a reason where something is open."""

    http_method_names = ("post",)

    def post(self, request, pk):
        way = self.way(request, pk, Act.STAGE_MOVE)
        try:
            made = moving.move(way, to=request.POST.get("to", ""), why=request.POST.get("why", ""), by=request.who)
        except Refused as refusal:
            return self.answer(request, pk, refusal, request.POST.dict())
        return self.back(request, pk, _("Now: {stage}.").format(stage=show.name(made.to_stage)))


class Tick(Way):
    """Something on the checklist is done, or not needed, in somebody's words."""

    http_method_names = ("post",)

    def post(self, request, pk):
        way = self.way(request, pk, Act.CHECKLIST_TICK)
        try:
            said = request.POST
            telling.tick(way, item=said.get("item", ""), words=said.get("words", ""), by=request.who)
        except Refused as refusal:
            refusal.field = f"tick-{request.POST.get('item', '')}"
            return self.answer(request, pk, refusal, request.POST.dict())
        return self.back(request, pk, _("It is kept, with your words."), anchor="#asked")


class Build(Way):
    """A step of building the team is done, or was tried, perhaps with a word about it."""

    http_method_names = ("post",)

    def post(self, request, pk):
        way, said = self.way(request, pk, Act.BUILDING_MARK), request.POST
        item, tried = said.get("item", ""), said.get("as") == "tried"
        try:
            step = checklist.BUILDING.get(item, "")
            building.mark(way, step=step, words=said.get("words", ""), done=not tried, by=request.who)
        except Refused as refusal:
            refusal.field = f"tick-{item}"
            return self.answer(request, pk, refusal, said.dict())
        return self.back(request, pk, _("It is marked."), anchor="#asked")


class Beginning(OfWay):
    """How things were when the way began, in the words of whoever tells it."""

    def get(self, request, pk=None):
        return self.answer(request, pk)

    def post(self, request, pk=None):
        way = self.way(request, pk, Act.WAY_TELL)
        try:
            for each in ("now", "past", "growth"):
                if request.POST.get(each, "").strip():
                    telling.tell(way, kind=each, words=request.POST[each], by=request.who)
        except Refused as refusal:
            return self.answer(request, pk, refusal, request.POST.dict())
        return self.back(request, pk, _("It is kept."))

    def answer(self, request, pk, refusal=None, said=None):
        way = self.way(request, pk)
        values = {
            **self.values(request, way, pk),
            "told": show.told(reading.tellings(request.who, way)),
            "may_tell": access.allows(request.who, Act.WAY_TELL, way),
            "said": said,
        }
        if refusal:
            return self.refuse(request, "journey/beginning.html", refusal, **values)
        return self.show(request, "journey/beginning.html", **values)


class Pause(OfWay):
    """The way rests for a while, and the clocks wait."""

    def get(self, request, pk=None):
        return self.answer(request, pk)

    def post(self, request, pk=None):
        way, said = self.way(request, pk, Act.PAUSE_BEGIN), request.POST
        try:
            pausing.begin(
                way,
                first_on=moments.day(said.get("first_on", ""), "first_on"),
                last_on=moments.day(said.get("last_on", ""), "last_on"),
                words=said.get("words", ""),
                by=request.who,
            )
        except Refused as refusal:
            return self.answer(request, pk, refusal, said.dict())
        return self.back(request, pk, _("The pause is kept. The clocks wait as long."))

    def answer(self, request, pk, refusal=None, said=None):
        way = self.way(request, pk)
        values = {**self.values(request, way, pk), "said": said or {"first_on": reading.today_of(way).isoformat()}}
        if refusal:
            return self.refuse(request, "journey/pause.html", refusal, **values)
        return self.show(request, "journey/pause.html", **values)


class PauseEnd(OfWay):
    """The way goes on."""

    def post(self, request, pk=None):
        way = self.way(request, pk, Act.PAUSE_END)
        if found := reading.pause_of(request.who, way):
            pausing.end(found, by=request.who)
        return self.back(request, pk, _("The pause is over. Welcome back on the way."))


class Before(OfWay):
    """The notes and plans of an earlier way, as far as its participant opened them to the team of this one."""

    def get(self, request, pk):
        who, way = request.who, self.way(request, pk)
        found = teams.earlier(who, way)
        if found is None:
            raise NotHere
        rows, more = [], False
        if found.notes:
            rows, more = notes.timeline(who, found.participation, before=request.GET.get("before", ""))
        return self.show(
            request,
            "journey/before.html",
            **self.values(request, way, pk),
            opens={"notes": found.notes, "plans": found.plans},
            years=timeline.years(rows, zone=who.zone, writes=False),
            plans=[plan(row) for row in papers.plans(who, found.participation)] if found.plans else [],
            older=timeline.older(request.path, rows, more),
        )


def plan(paper):
    """An agreed plan of an earlier way, to open and read."""
    spoken = sheets.page_language()
    return {
        "title": paper.version.title.get(spoken) or paper.version.title.get("en", ""),
        "when": texts.date(paper.closed_at),
        "url": reverse("paper", args=[paper.pk]),
    }
