"""Team building: what it is made of. None of it blocks anything; each is done when it is done."""

from cairn.lib.words import _

STEPS = {
    "first_contact": _("First contact"),
    "first_meeting": _("First meeting, in a neutral place where both are comfortable"),
    "strengths": _("Strengths, talked about"),
    "growth": _("Areas of growth, in the participant’s words"),
    "past": _("Past experiences, as far as they want to tell"),
    "situation": _("Current situation: what daily life asks for"),
}
HINTS = {
    "first_contact": _("At the times and in the ways that are safe for them. A try counts as a try."),
    "first_meeting": _("A library, a café, a lobby, a community center."),
    "strengths": _("What they are good at, and what others come to them for."),
    "growth": _("What they would like to be easier."),
    "past": _("What helped before, and what did not."),
    "situation": _("Home, work, health, people, and what is pressing."),
}
WORDS = 500


def why_not_mark(step, words):
    """The sentence to read, or "" when this step may be marked with these words."""
    if step not in STEPS:
        return _("Please choose one of the steps.")
    return _("That is a little long. Five hundred letters are enough.") if len(words) > WORDS else ""


def checklist(done):
    """``[(step, words, hint, row or None)]`` in order. ``done``: {step: row}."""
    return [(step, words, HINTS[step], done.get(step)) for step, words in STEPS.items()]
