"""Copies that leave the house: on which ground, and what each ground asks to be written down."""

from cairn.lib.words import _

CONSENT, EMERGENCY, RESEARCH, AUDIT, CHILD, COURT = (
    "consent", "emergency", "research", "audit", "child_abuse", "court",
)  # fmt: skip
GROUNDS = {
    CONSENT: _("With the participant’s permission"),
    EMERGENCY: _("A medical emergency"),
    RESEARCH: _("Research"),
    AUDIT: _("An audit or evaluation"),
    CHILD: _("A first report of child abuse or neglect"),
    COURT: _("A court order, with a subpoena"),
}
# What else must be written down, and how the page asks for it.
ASKED = {
    EMERGENCY: {
        "emergency": _("What the emergency was"),
        "affiliation": _("Where the person works who received it"),
    },
    RESEARCH: {"approval": _("Who approved the research, and under what number")},
    AUDIT: {"authority": _("Who audits, and under what agreement")},
    CHILD: {"report": _("To which office, and the number of the report")},
    COURT: {
        "order": _("The court, the day and the number of the order"),
        "subpoena": _("The number of the subpoena"),
    },
}
URGENT = frozenset({EMERGENCY, CHILD})  # what a supporter may have to do at once; the rest is the coordinator's
HOW = {
    "hand": _("By hand"),
    "mail": _("By mail"),
    "fax": _("By fax"),
    "phone": _("By phone"),
    "secure": _("By a secure channel"),
    "spoken": _("Said in person"),
}
# 42 CFR 2.32(a)(2): the short form, fixed by the rule.
NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
LONGEST = 2000


def why_not_release(ground, *, what, to, why, how, details, coordinates):
    """``(sentence, field)``: what stands in the way of writing this release down, or ("", "").

    ``coordinates``: the one who releases coordinates the program. Whether a consent covers it, ``consent`` says.
    """
    if ground not in GROUNDS:
        return _("Please say on what ground this leaves the house."), "ground"
    if ground != CONSENT and ground not in URGENT and not coordinates:
        return _("Your coordinator answers this one. Please pass it on to them today, and do not share anything."), ""
    if ground == COURT and not (details.get("order", "").strip() and details.get("subpoena", "").strip()):
        return (
            _(
                "A subpoena alone is not a court order. Both are needed; until then, please do not even say whether "
                "somebody is known here."
            ),
            "order",
        )
    return _why_not_said(ground, what, {"to": to, "why": why}, how, details)


def _why_not_said(ground, what, said, how, details):
    if not [each for each in what if str(each).strip()]:
        return _("Please say exactly what is shared."), "what"
    for field, value in said.items():
        if not value.strip():
            return _("Please say with whom, and why."), field
        if len(value) > LONGEST:
            return _("That is a little long. Please shorten it."), field
    if how not in HOW:
        return _("Please say how it is shared."), "how"
    for field in ASKED.get(ground, ()):
        if not details.get(field, "").strip():
            return _("Please fill this in as well; the rule asks for it."), field
    return "", ""


def notice(part2):
    """What goes with a copy: the short notice wherever Part 2 applies, or is not decided, which counts as yes."""
    return "" if part2 == "no" else NOTICE
