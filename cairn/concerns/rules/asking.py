"""What somebody is asked when something is wrong, and what may be said."""

from cairn.lib.words import _

KINDS = {
    "safety": _("Safety: somebody was hurt, or could be"),
    "respect": _("How somebody was treated or spoken to"),
    "boundaries": _("Boundaries: too close, too far, or not as agreed"),
    "privacy": _("Something private was told or shown"),
    "money": _("Money, gifts or favors"),
    "support": _("The support is missing, late or not working"),
    "record": _("What is written, or not written, in a record"),
    "place": _("A place, a ride or a meeting"),
    "other": _("Something else"),
}
URGENCY = {
    "now": _("It cannot wait until tomorrow"),
    "week": _("It should be looked at this week"),
    "time": _("It has time, but it should be known"),
}
ANSWERS = {
    "here": _("Here, on the page of this concern"),
    "person": _("Face to face"),
    "contact": _("In the way I write below"),
    "none": _("I do not need an answer"),
}
# The words of a concern, in the order in which they are asked; each is free and under the concern's own key.
WORDS = ("what", "when", "tried", "wish", "whom", "name", "contact")
LONGEST = {"what": 10_000, "when": 500, "tried": 5_000, "wish": 5_000, "whom": 500, "name": 120, "contact": 500}
LONGEST_STEP = 10_000


def why_not_raise(said, *, outside=False):
    """``(sentence, field)``: what stands in the way of sending this, or ("", "").

    ``outside``: it comes through the open page, where nobody is signed in and nobody can be chosen from a list.
    """
    if said.get("kind") not in KINDS:
        return _("Please choose what it is about. “Something else” is fine too."), "kind"
    if not said.get("what", "").strip():
        return _("Please say in a few words what happened."), "what"
    for name, longest in LONGEST.items():
        if len(said.get(name, "")) > longest:
            return _("That is more than fits here. Please shorten it a little."), name
    if outside and said.get("involves") not in ("yes", "no"):
        return _("Please say whether somebody who runs this place is part of it. It decides who reads it."), "involves"
    if said.get("urgency") not in URGENCY:
        return _("Please say how soon it needs somebody."), "urgency"
    return _why_not_answer(said)


def _why_not_answer(said):
    if said.get("answer") not in ANSWERS:
        return _("Please say whether and how you want an answer."), "answer"
    if said["answer"] == "contact" and not said.get("contact", "").strip():
        return _("Please write how to reach you safely, or choose another way to be answered."), "contact"
    return "", ""


def why_not_words(words, *, needed=True):
    """The sentence to read, or "" when these words may stand in a step."""
    if needed and not words.strip():
        return _("Please write a few words first.")
    return _("That is more than fits here. Please shorten it a little.") if len(words) > LONGEST_STEP else ""
