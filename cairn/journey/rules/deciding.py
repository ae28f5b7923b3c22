"""A tier is decided by people. Nothing in this house works one out, and no rule here returns one."""

from enum import StrEnum

from cairn.lib.words import _

from .stages import REVIEWED, TIERS

LONGEST = 4000

RHYTHMS = {
    "weekly": _("Every week"),
    "two_weeks": _("Every two weeks"),
    "monthly": _("Once a month"),
    "asked": _("When you ask for it"),
    "other": _("In another rhythm"),
}


class Choice(StrEnum):
    """What somebody says to a decision or to an exit plan."""

    AGREE = "agree"
    DIFFER = "differ"


def why_not_propose(tier, *, stage, reasons, supporter_view, rhythm, next_on, today, has_open):
    """``(sentence, field)`` to read, or ``("", "")`` when this tier may be put to both."""
    if stage not in REVIEWED:
        return _("A tier is talked over once goals are being worked on."), ""
    if has_open:
        return _("A decision is waiting for an answer already. Please finish that one, or take it back."), ""
    if tier not in TIERS:
        return _("Please choose one of the three tiers."), "tier"
    if not reasons.strip():
        return _("Please say why, in words that both of you can stand behind."), "reasons"
    if not supporter_view.strip():
        return _("Please say how you see it as the supporter."), "supporter_view"
    if rhythm not in RHYTHMS:
        return _("Please say how often you will meet."), "rhythm"
    if next_on is None or next_on <= today:
        return _("Please choose a day to come, on which you look at it again."), "next_on"
    if max(len(reasons), len(supporter_view)) > LONGEST:
        return _("Please say it in up to four thousand letters."), "reasons"
    return "", ""


def why_not_answer(choice, *, words, name, names, is_open):
    """``(sentence, field)`` to read, or ``("", "")`` when this answer may stand. ``names``: the answerer's own."""
    if not is_open:
        return _("This has been settled already. What you want to say can be added as a remark."), ""
    if choice not in set(Choice):
        return _("Please choose whether you agree or see it differently."), "choice"
    if choice == Choice.DIFFER and not words.strip():
        return _("Please say in your own words how you see it. They stand beside the decision."), "words"
    if len(words) > LONGEST:
        return _("Please say it in up to four thousand letters."), "words"
    if choice == Choice.AGREE and not signed_as(name, names):
        return _("Please type your name as it stands on this page: {name}."), "name"
    return "", ""


def signed_as(typed, names):
    """The one of somebody's names that they typed, as it is spelled here; "" when it is none of them."""

    def folded(name):
        return " ".join(name.split()).casefold()

    return next((name for name in names if name and typed.strip() and folded(name) == folded(typed)), "")


def is_agreed(said):
    """True when both have agreed. ``said``: {"participant" or "supporter": the last choice of theirs}."""
    return said.get("participant") == Choice.AGREE and said.get("supporter") == Choice.AGREE


def why_not_settle(said, *, why, is_open, has_supporter, waited, patience):
    """``(sentence, field)``, or ``("", "")`` when a coordinator may decide in the place of an agreement.

    They may when somebody sees it differently, when nobody supports this person now, or when an answer has not come
    for ``patience`` days. Both views stay beside it.
    """
    if not is_open:
        return _("This has been settled already."), ""
    if not why.strip():
        return _("Please say why you decide so. Both of them can read it."), "why"
    if Choice.DIFFER in said.values() or not has_supporter or waited >= patience:
        return "", ""
    return _("Both can still agree. You can decide when one of them sees it differently, or does not answer."), ""
