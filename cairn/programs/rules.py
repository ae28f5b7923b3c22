"""What a program may set for itself, and what holds until it does."""

from cairn.lib.words import _

# Days within which something is looked for. A program may change each; none is a law.
CLOCKS = {
    "contact": 2,  # from a referral to the first contact
    "offer": 14,  # from the first contact to an offered match
    "answer": 5,  # from an offer to both answers
    "first_meeting": 14,  # from a match to the first meeting
    "papers": 30,  # from the first meeting to the papers of getting started
    "review": 90,  # between reviews of the goals
    "assessment": 365,  # between formal assessments
    "plan_review": 365,  # between looks at a living plan
    "concern_acknowledge": 2,
    "concern_act": 7,
    "concern_tell": 14,
    "concern_close": 30,
}


def clocks_of(said):
    """Every clock in days: what the program said, else what stands here."""
    return {**CLOCKS, **{name: days for name, days in (said or {}).items() if name in CLOCKS}}


LONGEST_CLOCK = 3650  # ten years
PART2 = {
    "yes": _("It applies"),
    "no": _("It does not apply"),
    "undecided": _("Not decided yet"),
}


def part2_applies(said):
    """True unless it was said that it does not: not decided yet, or never asked, counts as yes."""
    return said != "no"


def why_not_rule(*, clocks, part2, templates, sign_within_hours):
    """``(sentence, field)`` to read, or ``("", "")`` when a program may be ruled so."""
    for name, days in clocks.items():
        if name not in CLOCKS:
            return _("There is no clock of that name."), ""
        if not isinstance(days, int) or not 1 <= days <= LONGEST_CLOCK:
            return _("Please give a number of days from 1 to 3650."), name
    if part2 not in PART2:
        return _("Please say whether Part 2 applies."), "part2"
    if not templates:
        return _("Please choose at least one kind of note."), "templates"
    if sign_within_hours is not None and not 1 <= sign_within_hours <= 24 * 365:
        return _("Please give a number of hours from 1 to 8760, or none."), "sign_within_hours"
    return "", ""
