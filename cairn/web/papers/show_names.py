"""Names under a paper, who is still to sign, and room for one's own."""

import datetime

from django.utils.translation import gettext as _

from cairn.lib import clock
from cairn.papers import sealing
from cairn.papers.rules import consent, life
from cairn.papers.rules.life import Kind
from cairn.people import rules as people
from cairn.people.roles import NAMES, Role

from .. import texts

VOICES = {Role.PARTICIPANT: "participant", Role.SUPPORTER: "supporter", Role.COORDINATOR: "supporter"}
SHORT_DIGEST = 16
TYPED = ("name", "reason", "witness_name", "witness_words", "guest", "how")


def labels():
    """{kind: how it reads under a name}."""
    return {
        "signed": _("Signed"),
        "agreed": _("Agrees to it"),
        "witness": _("Was there and saw it signed"),
        "declined": _("Would rather not sign"),
    }


def signature(entry, zone):
    """One name as ``shown.entry`` has it, laid out for the macro."""
    words, kind = labels(), entry["kind"]
    return {
        "name": entry["name"],
        "voice": VOICES.get(entry["role"], "other"),
        "choice": "signed" if kind == "witness" else kind,
        "choice_label": words[kind],
        "role": role(entry),
        "credential": entry["credential"],
        "at": texts.moment(datetime.datetime.fromisoformat(entry["at"]), zone),
        "reason": entry["words"] if kind == "declined" else "",
        "intent": entry["intent"],
        "digest": entry["digest"][:SHORT_DIGEST],
        "language": entry["language"],
        "device": _("On the device of somebody else, with their own PIN") if entry["method"] == "lent device" else "",
    }


def role(entry):
    """In which role a name stands; a guest as they were called."""
    if entry["role"] == "guest":
        return entry["words"]
    return _(NAMES[Role(entry["role"])]) if entry["role"] in set(Role) else ""


def signatures(names, zone):
    """All names, in order."""
    return [signature(entry, zone) for entry in names]


def fallen(names, zone):
    """Sentences about names under which something changed."""
    return [
        _("{name}, {moment}: something was changed after this name, so it stands no more.").format(
            name=n["name"], moment=texts.moment(datetime.datetime.fromisoformat(n["at"]), zone)
        )
        for n in names
    ]


def still(laid, paper):
    """Whose names are still to come, in words."""
    names = {Role.PARTICIPANT: paper.participation.person.chosen_name}
    found = [names.get(Role(each)) or _(NAMES[Role(each)]) for each in laid.needed]
    if laid.sheet["witness"] and not any(n["kind"] == "witness" for n in laid.names):
        found.append(_("a witness"))
    return found


def lacking(paper, laid):
    """What a permission must say besides and does not say yet, in words; nothing on every other paper."""
    sheet = laid.sheet
    if sheet["kind"] != Kind.CONSENT:
        return []
    kind, values = consent.kind_of(sheet["key"]), {item["id"]: item["value"] for item in sheet["items"]}
    said = consent.elements(
        paper.version.items,
        values,
        language=sheet["language"],
        who=paper.participation.person.chosen_name,
        signed_on=clock.today(paper.organization.zone),
    )
    return [_(consent.needed(kind)[element]) for element in consent.missing(said, kind)]


def room(paper, laid, who, typed=None):
    """What this person can do under the paper now.

    ``role``: in which they would sign, "" when their name is not waited for. ``why_not``: what stands in the way.
    """
    sheet = laid.sheet
    roles = sealing.roles_of(paper, who) if sheet["signs"] else []
    named = [n["role"] for n in laid.names if n["kind"] in ("signed", "agreed")]
    mine = life.role_for(roles, needed=sheet["signs"], named=named)
    is_mine = mine in sheet["signs"] and mine not in named
    why_not = life.why_not_name(
        paper.state, missing=len(laid.missing), conflicts=len(laid.conflicts), outdated=paper.outdated, seen_now=True
    )
    witness = sheet["witness"] and named and not any(n["kind"] == "witness" for n in laid.names)
    return {
        "role": mine if is_mine else "",
        "signed": bool(mine) and mine in named,
        "why_not": texts.sentence(why_not),
        "witness": witness and who.person_id != paper.subject_id,
        "may_witness": witness and not any(n["person"] == str(who.person_id) for n in laid.names) and not is_mine,
        "witnessed": life.WITNESSED[sheet["language"]],
        "intent": sheet["intent"],
        "name": who.person.chosen_name,
        "voice": "own" if who.person_id == paper.subject_id else "",
        "digest": laid.digest,
        "proves": who.sign_in is not None and not people.is_proved(who.sign_in, clock.now()),
        "finish": not sheet["signs"] and not why_not,
        "proposes": sheet["kind"] == Kind.PLAN and not named,
        "typed": {**dict.fromkeys(TYPED, ""), **(typed or {})},
    }
