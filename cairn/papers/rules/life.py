"""The life of a paper: what may happen when, whose names it needs, and what a name under it means."""

from enum import StrEnum

from cairn.lib.words import _


class Kind(StrEnum):
    """What kind of paper a form is."""

    PLAN = "plan"
    CONSENT = "consent"
    AGREEMENT = "agreement"
    NOTICE = "notice"
    POLICY = "policy"
    REFERENCE = "reference"
    SURVEY = "survey"
    BUNDLE = "bundle"
    INTAKE = "intake"


class State(StrEnum):
    """Where a paper is."""

    DRAFT = "draft"
    WAITING = "waiting"  # a name stands, another is needed
    SIGNED = "signed"  # sealed, with every needed name, or complete where none is needed
    DECLINED = "declined"
    LET_GO = "let_go"


class Signer(StrEnum):
    """Whose name a form can ask for."""

    PARTICIPANT = "participant"
    SUPPORTER = "supporter"
    COORDINATOR = "coordinator"


OPEN = frozenset({State.DRAFT, State.WAITING})
NOT_FILLED = frozenset({Kind.REFERENCE, Kind.BUNDLE, Kind.INTAKE})
LANGUAGES = ("en", "es")
LONGEST_REASON = 2000

# What somebody says yes to when they put their name, in the languages of the papers: it is part of what is signed.
INTENT = {
    Kind.PLAN: {
        "en": "This is our plan as it stands here, and I agree to it.",
        "es": "Este es nuestro plan como está escrito aquí, y estoy de acuerdo.",
    },
    Kind.CONSENT: {
        "en": "I have read this. I give this permission of my own free will, and I know how to take it back.",
        "es": "He leído esto. Doy este permiso por mi propia voluntad y sé cómo retirarlo.",
    },
    Kind.AGREEMENT: {
        "en": "I have read this and I agree to it. My typed name is my signature.",
        "es": "He leído esto y estoy de acuerdo. Mi nombre escrito es mi firma.",
    },
    Kind.NOTICE: {
        "en": "I have read this, or it was read to me, and I could ask my questions.",
        "es": "He leído esto, o me lo leyeron, y pude hacer mis preguntas.",
    },
    Kind.POLICY: {
        "en": "I have read this and I will keep to it.",
        "es": "He leído esto y lo voy a cumplir.",
    },
    Kind.SURVEY: {
        "en": "These are my answers.",
        "es": "Estas son mis respuestas.",
    },
}
WITNESSED = {
    "en": "I was there and saw this paper being signed.",
    "es": "Estuve presente y vi firmar este documento.",
}
MEANING = {
    Kind.PLAN: "agrees",
    Kind.CONSENT: "allows",
    Kind.AGREEMENT: "agrees",
    Kind.NOTICE: "has_read",
    Kind.POLICY: "will_keep",
    Kind.SURVEY: "own_answers",
}

# How a copy was given, and how a consent was taken back.
COPIES = {
    "here": _("It is on their own pages here"),
    "printed": _("Printed, by hand"),
    "file": _("As a PDF file"),
    "letter": _("By letter"),
    "read": _("Read aloud, and they did not want a copy"),
}
TAKEN_BACK = {
    "here": _("On this page"),
    "person": _("Said in person"),
    "call": _("By phone"),
    "writing": _("In writing"),
    "event": _("The event came with which it ends"),
}

PROVE = _("Please give your PIN or passphrase once more, so that this name is surely yours.")
CHANGED = _("This paper has changed since you read it. Please read it again; nothing is lost.")


def why_not_begin(kind):
    """The sentence to read, or "" when a form of this kind is filled in as a paper of somebody's record."""
    if kind in NOT_FILLED:
        return _("This one is there to be read; there is nothing in it to fill in.")
    return ""


def why_not_write(state):
    """The sentence to read, or "" when answers may still change. A name under it does not stop them: it falls."""
    return {
        State.DRAFT: "",
        State.WAITING: "",
        State.SIGNED: _("This paper is signed and stays as it is. You can start a new one from it."),
        State.DECLINED: _("This paper was declined. You can start a new one."),
        State.LET_GO: _("This paper was put away. You can start a new one."),
    }[State(state)]


def why_not_name(state, *, missing, conflicts, outdated, seen_now):
    """The sentence to read, or "" when a name may stand under the paper as it is now.

    ``missing``, ``conflicts``: how many required parts are empty, and how many hold two texts. ``outdated``: the
    organization has a newer text that asks for a fresh name. ``seen_now``: what they read is what stands there.
    """
    if state not in OPEN:
        return why_not_write(state)
    if not seen_now:
        return CHANGED
    if outdated:
        return _("There is a newer text of this paper. Please bring it up to date first; your answers come along.")
    if conflicts:
        return _("In one place two texts stand side by side. Please choose one, then sign.")
    if missing:
        return _("A few parts still need an answer before anyone can sign. They are marked on this page.")
    return ""


def why_not_signer(role, *, needed, named):
    """The sentence to read, or "" when a name in this role is asked for and not there yet."""
    if not needed:
        return _("No signature is needed on this paper.")
    if role not in needed:
        return _("Your name is not needed on this paper.")
    if role in named:
        return _("That name stands there already. The paper waits for the other one.")
    return ""


def why_not_intend(intent, name):
    """``(sentence, field)``: what stands in the way of meaning it, or ("", "")."""
    if not name.strip():
        return _("Please type your name. That is your signature."), "name"
    if not intent:
        return _("Please tick the sentence above your name, so that it is clear that you mean it."), "intent"
    return "", ""


def signed_as(typed, names):
    """The one of the signer's names that they typed, as it is spelled here; "" when it is none of them."""

    def folded(name):
        return " ".join(name.split()).casefold()

    return next((name for name in names if name and folded(name) == folded(typed)), "")


def why_not_witness(*, needed, is_signer, there, guest, words):
    """The sentence to read, or "" when this witness may stand under the paper.

    ``is_signer``: they sign it themselves. ``there``: a witness's name stands. ``guest``: somebody without an account.
    """
    if not needed:
        return _("No witness is needed on this paper.")
    if there:
        return _("A witness has signed already.")
    if is_signer and not guest:
        return _("Somebody who signs this paper cannot be its witness. Please ask somebody else.")
    if guest and not words.strip():
        return _("Please say who the witness is, for example “librarian” or “neighbor”.")
    return ""


def why_not_copy(state, how):
    """The sentence to read, or "" when a copy of it can have been given in this way."""
    if state != State.SIGNED:
        return _("A copy is given when every name stands under the paper.")
    if how not in COPIES:
        return _("Please say how the copy was given.")
    return ""


def why_not_revoke(how):
    """The sentence to read, or "" when a consent can be taken back in this way: at any time, without a reason."""
    return "" if how in TAKEN_BACK else _("Please say how it was taken back.")


def role_for(candidates, *, needed, named):
    """The role in which somebody signs who could do so in these: one that is still needed, else their first."""
    asked = [role for role in candidates if role in needed]
    return next((role for role in asked if role not in named), None) or (asked or candidates or [""])[0]


def is_complete(names, *, needed, witness):
    """True when every needed name stands. ``names``: [(kind, role)] that stand now."""
    signed = {role for kind, role in names if kind in ("signed", "agreed")}
    return set(needed) <= signed and (not witness or any(kind == "witness" for kind, role in names))
