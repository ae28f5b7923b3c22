"""Leaving in stages: what the exit plan holds, and what must be true of it."""

from cairn.lib.words import _

from .deciding import RHYTHMS

LONGEST, MOST = 2000, 20
MET = {
    "open": _("Still on the way"),
    "met": _("Met"),
    "partly": _("Partly met"),
    "not": _("Not met"),
    "let_go": _("Let go, without blame"),
}
EMPTY = {"goals": [], "taper": [], "supports": "", "resources": "", "back": "", "thanks": ""}


def why_not_plan(body):
    """``(sentence, field)`` to read, or ``("", "")`` when an exit plan may be kept so."""
    if len(body["goals"]) > MOST or len(body["taper"]) > MOST:
        return _("Please keep it to twenty lines."), ""
    for goal in body["goals"]:
        if goal["met"] not in MET:
            return _("Please say how far each goal has come."), "goals"
        if goal["met"] != "open" and not goal["words"]:
            return _("Please say in a few words what the goal is."), "goals"
    if any(row["rhythm"] not in RHYTHMS for row in body["taper"]):
        return _("Please choose how often you meet from that day on."), "taper"
    days = [row["from"] for row in body["taper"]]
    if any(not day for day in days):
        return _("Please give the day from which you meet so."), "taper"
    if days != sorted(days):
        return _("Please put the days in order, the first on top."), "taper"
    if any(len(body[name]) > LONGEST for name in ("supports", "resources", "back", "thanks")):
        return _("Please say it in up to two thousand letters."), "supports"
    return "", ""


def why_not_part(why, *, still_open, open_notes):
    """The sentence to read, or "" when somebody of the staff may end a way so."""
    if why.strip():
        return ""
    if open_notes:
        return _("Some notes are not finished, and nobody on the team can finish them later. Please finish them first, "
                 "or say why the way ends now.")  # fmt: skip
    return _("Please say why the way ends now; some things are still open.") if still_open else ""


def is_empty(body):
    """True when nothing is written in it yet."""
    return not any(body[name] for name in EMPTY)


def changed(before, after):
    """The parts in which two versions of a plan differ, in their order."""
    return [name for name in EMPTY if before.get(name) != after.get(name)]


# The few questions that can be answered without a name. The paper asks the same, and more, of who signs it.
NAMELESS = {
    "experience": _("How was it for you, being here?"),
    "helped": _("What helped?"),
    "did_not": _("What did not help, or was missing?"),
    "goals": _("Did you reach what you came for?"),
    "again": _("Would you come back if you needed to?"),
    "more": _("Anything else"),
}
EXPERIENCE = {"5": _("Very good"), "4": _("Good"), "3": _("Mixed"), "2": _("Not good"), "1": _("Bad")}
REACHED = {"yes": _("Yes"), "partly": _("Partly"), "no": _("No"), "changed": _("It changed on the way")}
AGAIN = {"yes": _("Yes"), "perhaps": _("Perhaps"), "no": _("No")}
CHOICES = {"experience": EXPERIENCE, "goals": REACHED, "again": AGAIN}
FEWEST = 5  # below so many answers nobody reads them: few voices are known by their sound


def why_not_answers(answers):
    """The sentence to read, or "" when these answers may be kept."""
    if not any(answers.values()):
        return _("Please answer at least one question. You can leave out the rest.")
    if any(value and name in CHOICES and value not in CHOICES[name] for name, value in answers.items()):
        return _("Please choose one of the answers.")
    if any(len(value) > LONGEST for value in answers.values()):
        return _("Please say it in up to two thousand letters.")
    return ""
