"""The life of a note: what may happen when."""

from enum import StrEnum

from cairn.lib.words import _


class Stage(StrEnum):
    """Where a note is."""

    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"
    SEALED = "sealed"


class Choice(StrEnum):
    """What somebody says under the words."""

    SIGNED = "signed"
    AGREED = "agreed"
    DECLINED = "declined"
    ABSENT = "absent"
    LATER = "later"


class Said(StrEnum):
    """What the participant says to a section."""

    RIGHT = "right"
    CHANGE = "change"
    DIFFER = "differ"


FINAL = frozenset({Choice.SIGNED, Choice.AGREED, Choice.DECLINED, Choice.ABSENT})
TOGETHER = {
    "fully": _("We wrote it together"),
    "partly": _("We wrote part of it together"),
    "read_back": _("One wrote, and we read it back together"),
    "not": _("It was not written together"),
}
PROVE = _("Please give your PIN or passphrase once more, so that this name is surely yours.")
SAID = _("You have already said so. The note waits for the other name.")
FEELINGS = {
    5: _("It feels right"),
    4: _("Mostly right"),
    3: _("In between"),
    2: _("Not quite"),
    1: _("It does not feel right"),
}


def why_not_write(stage):
    """The sentence to read, or "" when words may be added."""
    return {
        Stage.DRAFT: "",
        Stage.OFFERED: _("This note is being read back. Press “Change it” to write in it again."),
        Stage.SIGNED: _("This note is signed. Press “Change it” to write in it again; it is then signed anew."),
        Stage.SEALED: _("This note is sealed. You can add an amendment."),
    }[Stage(stage)]


def why_not_time(stage):
    """The sentence to read, or "" when the times and the place of the session may change."""
    if stage == Stage.SEALED:
        return _("The note of this session is sealed, with its times and its place. You can add an amendment there.")
    if stage != Stage.DRAFT:
        return _("The note of this session is being read back. Press “Change it” there first, then change the times.")
    return ""


def why_not_offer(stage, has_words):
    """The sentence to read, or "" when the note may be read back."""
    if stage == Stage.SEALED:
        return why_not_write(stage)
    if not has_words:
        return _("There are no words yet to read back. A sentence is enough.")
    return ""


def why_not_choose(choice, *, signer_is_participant):
    """The sentence to read, or "" when this is theirs to say. That somebody is not there, others say."""
    if choice not in set(Choice) - {Choice.ABSENT}:
        return _("Please choose one of the answers.")
    if not signer_is_participant and choice != Choice.SIGNED:
        return _("A supporter signs what they wrote; the other choices are the participant's.")
    return ""


def why_not_sign(stage, *, choice, chosen, reason, seen_now):
    """The sentence to read, or "" when this choice may stand. ``chosen``: their earlier choice, or ""."""
    if stage == Stage.SEALED:
        return why_not_write(stage)
    if stage == Stage.DRAFT:
        return _("This note is still being written. Please read it through together first.")
    if not seen_now:
        return _("The note has changed since you read it. Please read it again; nothing is lost.")
    if choice == Choice.ABSENT and not reason.strip():
        return _("Please say in a word why the participant is not there.")
    if chosen and chosen != Choice.LATER:
        return SAID
    return ""


def why_not_name(typed, names):
    """The sentence to read, or "" when the typed name is one of the signer's own."""

    if not typed.strip():
        return _("Please type your name. That is your signature.")
    if not signed_as(typed, names):
        return _("Please type your name as it stands on this page: {name}.")
    return ""


def signed_as(typed, names):
    """The one of the signer's names that they typed, as it is spelled here; "" when it is none of them."""

    def folded(name):
        return " ".join(name.split()).casefold()

    return next((name for name in names if name and folded(name) == folded(typed)), "")


def is_complete(choices):
    """True when nothing more is needed for the seal. ``choices``: [(is participant, choice)] that stand now."""
    supporter = any(not own and choice == Choice.SIGNED for own, choice in choices)
    return supporter and any(own and choice in FINAL for own, choice in choices)


def why_not_answer(stage, choice, words):
    """The sentence to read, or "" when a section may be answered so."""
    if stage == Stage.SEALED:
        return why_not_write(stage)
    if stage == Stage.DRAFT:
        return _("The note is still being written. You can answer when it is read back.")
    if choice not in set(Said):
        return _("Please choose one of the three answers.")
    if choice == Said.DIFFER and not words.strip():
        return _("Please say in your own words how you see it. They stay beside the passage.")
    return ""
