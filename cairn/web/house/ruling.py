"""The rules of a program: clocks, kinds of notes, Part 2; every version with who made it and when."""

from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.lib.words import _ as mark
from cairn.notes.rules.templates import all_templates
from cairn.people.roles import Role
from cairn.programs import reading as programs
from cairn.programs import rules, ruling

from .. import texts, timeline, typed
from ..page import Page

CLOCKS = {
    "contact": mark("From a referral to the first contact"),
    "offer": mark("From the first contact to an offered match"),
    "answer": mark("From an offer, or a decision put, to both answers"),
    "first_meeting": mark("From a match to the first meeting"),
    "papers": mark("From the first meeting to the papers of getting started"),
    "review": mark("Between talks about the goals"),
    "assessment": mark("Between assessments"),
    "plan_review": mark("Between looks at a living plan"),
    "concern_acknowledge": mark("Until a concern is acknowledged"),
    "concern_act": mark("Until something is done about a concern"),
    "concern_tell": mark("Until the person is told what was done"),
    "concern_close": mark("Until a concern is closed"),
}


def kinds():
    """The keys of every kind of note that we ship, in order."""
    return sorted({key for key, _version in all_templates()})


class Rules(Page):
    """What a program goes by, and every version before."""

    roles = frozenset({Role.ADMINISTRATOR})

    def get(self, request, pk):
        return self.answer(request, pk)

    def post(self, request, pk):
        program, said = programs.house_for(request.who, pk), request.POST
        try:
            days = {name: said[name] for name in CLOCKS if said.get(name, "").strip()}
            hours = said.get("sign_within_hours", "").strip()
            ruling.rule(
                program,
                clocks={name: typed.a_number(text.strip(), 0) for name, text in days.items()},
                part2=said.get("part2", ""),
                templates=[key for key in kinds() if key in said.getlist("templates")],
                sign_within_hours=typed.a_number(hours, 0) if hours else None,
                by=request.who,
            )
        except Refused as refusal:
            return self.answer(request, pk, refusal, {**said.dict(), "templates": said.getlist("templates")})
        return self.go("house-rules", pk, said=_("These rules hold from now on."))

    def answer(self, request, pk, refusal=None, said=None):
        program, versions = programs.versions_for(request.who, pk)
        now = versions[0]
        values = {
            "program": {"id": program.pk, "name": program.name},
            "said": {**shown(now), "part2": "", **said} if said else shown(now),
            "clocks": [(name, _(words), rules.CLOCKS[name]) for name, words in CLOCKS.items()],
            "part2": [{"value": value, "label": _(words)} for value, words in rules.PART2.items()],
            "undecided": now.part2 == "undecided",
            "templates": [(key, timeline.title(key)) for key in kinds()],
            "versions": [version(v, request.who.zone) for v in versions],
        }
        if refusal:
            return self.refuse(request, "house/rules.html", refusal, **values)
        return self.show(request, "house/rules.html", **values)


def shown(row):
    """The rules in force, as the form shows them."""
    return {
        **rules.clocks_of(row.clocks),
        "part2": row.part2,
        "templates": row.templates,
        "sign_within_hours": row.sign_within_hours or "",
    }


def version(row, zone):
    """One version in words."""
    return {
        "number": row.version,
        "when": texts.short_moment(row.since, zone),
        "year": texts.year(row.since, zone),
        "by": row.made_by.chosen_name if row.made_by else _("The house"),
        "part2": _(rules.PART2[row.part2]),
        "clocks": [(_(CLOCKS[name]), days) for name, days in row.clocks.items() if name in CLOCKS],
        "templates": [timeline.title(key) for key in row.templates],
        "hours": row.sign_within_hours,
    }
