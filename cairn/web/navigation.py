"""Where somebody can go, by what they are."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.people.roles import HEARS, NAMES, NEAREST, STAFF, Role


def badge(who):
    """How the person who asks is shown: name, initials, voice; None for a stranger."""
    if who is None:
        return None
    return {
        "name": who.person.chosen_name,
        "initials": who.person.initials,
        "voice": voice(who.roles),
        "role": ", ".join(_(NAMES[role]) for role in NEAREST if role in who.roles),
    }


def voice(roles):
    """The color and pattern of somebody's words."""
    if Role.PARTICIPANT in roles and not roles & {Role.SUPPORTER, Role.COORDINATOR}:
        return "participant"
    return "supporter" if roles & {Role.SUPPORTER, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR} else "other"


def places(who, path):
    """The navigation: [{url, label, icon, current}]. A lent device has none."""
    if who is None or _is_lent(who):
        return []
    found = [("home", _("Today"), "home")]
    if Role.PARTICIPANT in who.roles:
        found += [
            ("my-notes", _("My notes"), "note"),
            ("my-way", _("My way"), "journey"),
            ("my-papers", _("My papers"), "papers"),
            ("my-team", _("My team"), "team"),
        ]
    if who.is_a(Role.SUPPORTER, Role.COORDINATOR, Role.ALLY):
        found += [("people", _("People"), "people")]
    if who.is_a(*HEARS):  # by their role, whether there is a concern or not: its absence would tell
        found += [("concerns", _("Concerns"), "concern")]
    if who.is_a(Role.SUPPORTER, Role.COORDINATOR):
        found += [("path", _("The path"), "journey")]
    if who.is_a(Role.COORDINATOR):
        found += [("referrals", _("Referrals"), "list")]
    if who.is_a(Role.SUPPORTER):
        found += [("my-profile", _("My work"), "heart")]
    if who.is_a(Role.ADMINISTRATOR, Role.AUDITOR):
        found += [("house", _("Our house"), "building")]
    return [
        {"url": reverse(name), "label": label, "icon": icon, "current": _is_in(path, reverse(name))}
        for name, label, icon in found
    ]


def card(who):
    """Where a participant's wallet card is, one tap from each of their pages; "" for everybody else."""
    return reverse("my-card") if who is not None and Role.PARTICIPANT in who.roles and not _is_lent(who) else ""


def _is_lent(who):
    return bool(who.sign_in and who.sign_in.lent_for)


def _is_in(path, place):
    """True when this page is that place, or a page further in."""
    return path == place or (place != "/" and path.startswith(f"{place}/"))


def menu(who):
    """What opens under one's own initials."""
    if who is None or _is_lent(who):
        return []
    found = []
    if Role.PARTICIPANT in who.roles:
        found.append(("my-history", _("Who looked"), "eye"))
    found += _library(who)
    found += [("my-account", _("You and your devices"), "settings"), ("my-notices", _("How you are told"), "bell")]
    ways = [
        {"url": reverse(name), "label": label, "icon": icon, "post": False, "wipe": False}
        for name, label, icon in found
    ]
    out = {"url": reverse("sign-out"), "label": _("Sign out"), "icon": "sign-out", "post": True, "wipe": True}
    return [*ways, out]


def _library(who):
    """The papers of the house and its manual, for those who may read them."""
    found = []
    if who.is_a(Role.ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR):
        found.append(("forms", _("Papers of the house"), "papers"))
    if who.is_a(Role.PARTICIPANT, *STAFF):
        found.append(("manual" if who.is_a(*STAFF) else "my-manual", _("The manual"), "home"))
    return found
