"""Reviews: those of one way, one to hold and to read, and those that are due."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.goals import reading as goals
from cairn.journey import lists, reading, reviewing, telling
from cairn.lib import clock
from cairn.lib.words import Refused
from cairn.people import access
from cairn.people.acts import Act
from cairn.people.roles import Role

from .. import moments, once, texts
from ..page import Page
from . import beside, show
from .base import OWN, WORKS, Addresses, OfWay

LINES = 6


class Reviews(OfWay):
    """Reviews that were held and those to come; another one can be asked for."""

    def get(self, request, pk=None):
        return self.answer(request, pk)

    def post(self, request, pk=None):
        way, said = self.way(request, pk, Act.REVIEW_PLAN), request.POST
        try:
            day = moments.day(said.get("due_on", ""), "due_on")
            reviewing.plan(way, kind=said.get("kind", ""), due_on=day, why=said.get("why", ""), by=request.who)
        except Refused as refusal:
            return self.answer(request, pk, refusal, said.dict())
        return self.back(request, pk, _("It is on the calendar."), page="reviews")

    def answer(self, request, pk, refusal=None, said=None):
        way, who = self.way(request, pk), request.who
        remarks = reading.remarks(who, way)
        values = {
            **self.values(request, way, pk),
            "ahead": show.ahead(reading.ahead(who, way), reading.today_of(way)),
            "held": [show.held(r, remarks.get(r.pk, ())) for r in reading.reviews(who, way)],
            "kinds": [{"value": value, "label": show.kind(value)} for value in ("talk", "formal")],
            "is_over": way.ended_on is not None,
            "said": said or {"kind": "talk"},
        }
        if refusal:
            return self.refuse(request, "journey/reviews.html", refusal, **values)
        return self.show(request, "journey/reviews.html", **values)


class Review(Page):
    """One review: written down when it was held, then read by both."""

    roles = WORKS | OWN

    def get(self, request, pk):
        return self.answer(request, reading.review_for(request.who, pk))

    def post(self, request, pk):
        review, said = reading.review_for(request.who, pk, Act.REVIEW_HOLD), request.POST
        talked = list(zip(said.getlist("goal"), said.getlist("about"), strict=False))
        try:
            held_on = moments.day(said.get("held_on", ""), "held_on")
            words, own = said.get("words", ""), said.get("own_words", "")
            reviewing.hold(review, held_on=held_on, talked=talked, words=words, own_words=own, by=request.who)
        except Refused as refusal:
            return self.answer(request, review, refusal, {**said.dict(), "talked": talked})
        return self.go("review", pk, said=_("The review is kept."))

    def answer(self, request, review, refusal=None, said=None):
        who, way = request.who, review.participation
        own = review.subject_id == who.person_id
        steps = [] if own or review.held_on else [(s.what, "") for s in goals.open_steps(who, way)]
        values = {
            "review": show.held(review, reading.remarks(who, way).get(review.pk, ())),
            "way": Addresses(way.pk, own)["way"],
            "decide": "" if own else Addresses(way.pk, False)["decide"],
            "own": own,
            "name": way.person.chosen_name,
            "may_hold": access.allows(who, Act.REVIEW_HOLD, review),
            "survey": beside.survey(request, way, held_on=review.held_on),
            "papers": beside.rows(request, way, own, (beside.SURVEY,)) if not (review.held_on or way.ended_on) else [],
            "once": once.fresh(request),
            "said": said or {"held_on": reading.today_of(way).isoformat(), "talked": (steps + [("", "")] * 2)[:LINES]},
        }
        if refusal:
            return self.refuse(request, "journey/review.html", refusal, **values)
        return self.show(request, "journey/review.html", **values)


class ReviewAside(Review):
    """A review that will not be held is set aside, with a reason."""

    roles = WORKS
    http_method_names = ("post",)

    def post(self, request, pk):
        review = reading.review_for(request.who, pk, Act.REVIEW_SET_ASIDE)
        try:
            reviewing.set_aside(review, why=request.POST.get("why", ""), by=request.who)
        except Refused as refusal:
            return self.answer(request, review, refusal)
        return self.go("person-way", review.participation_id, said=_("The review is set aside."))


class Remark(Page):
    """The participant's own words beside a step, a decision or a review."""

    roles = OWN
    http_method_names = ("post",)
    door: Callable
    page = "my-way"

    def post(self, request, pk):
        thing = type(self).door(request.who, pk, Act.STAGE_REMARK)
        try:
            telling.remark(thing, words=request.POST.get("words", ""), by=request.who, pk=once.asked(request))
            said = _("Your words stand beside it.")
        except Refused as refusal:
            said = texts.refusal(refusal)
        ids = [] if self.page == "my-way" else [pk]
        return self.go_to(reverse(self.page, args=ids), said=said)


class MoveRemark(Remark):
    """Words beside a step of the way."""

    door = staticmethod(reading.move_for)


class ReviewRemark(Remark):
    """Words beside a review."""

    door = staticmethod(reading.review_for)
    page = "review"


class DecisionRemark(Remark):
    """Words beside a decision."""

    door = staticmethod(reading.decision_for)
    page = "decision"


class Due(Page):
    """Whose review is due soon, or late."""

    roles = frozenset({Role.SUPPORTER, Role.COORDINATOR})

    def get(self, request):
        who, kind = request.who, request.GET.get("kind", "")
        rows, more = lists.reviews_due(who, kind=kind, before=request.GET.get("before", ""))
        today = clock.today(who.zone)
        older = urlencode({"kind": kind, "before": lists.due_place(rows[-1])}) if more else ""
        return self.show(
            request,
            "journey/due.html",
            kind=kind,
            kinds=[("", _("Every kind")), ("talk", show.kind("talk")), ("formal", show.kind("formal"))],
            older=f"{request.path}?{older}" if older else "",
            rows=[
                {
                    "who": {
                        "name": r.participation.person.chosen_name,
                        "initials": r.participation.person.initials,
                        "voice": "participant",
                    },
                    "program": r.participation.program.name,
                    **show.ahead([r], today)[0],
                }
                for r in rows
            ],
        )
