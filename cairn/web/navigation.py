"""Where somebody can go, by what they are."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.people.roles import NAMES, NEAREST, Role


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
    if who is None or (who.sign_in and who.sign_in.only_note):
        return []
    found = [("home", _("Today"), "home")]
    if Role.PARTICIPANT in who.roles:
        found += [
            ("my-notes", _("My notes"), "note"),
            ("my-team", _("My team"), "team"),
            ("my-history", _("Who looked"), "eye"),
        ]
    if who.is_a(Role.SUPPORTER, Role.COORDINATOR, Role.ALLY):
        found += [("people", _("People"), "people")]
    if who.is_a(Role.ADMINISTRATOR, Role.AUDITOR):
        found += [("house", _("Our house"), "building")]
    return [
        {"url": reverse(name), "label": label, "icon": icon, "current": _is_in(path, reverse(name))}
        for name, label, icon in found
    ]


def _is_in(path, place):
    """True when this page is that place, or a page further in."""
    return path == place or (place != "/" and path.startswith(f"{place}/"))


def menu(who):
    """What opens under one's own initials."""
    if who is None or (who.sign_in and who.sign_in.only_note):
        return []
    return [
        {
            "url": reverse("my-account"),
            "label": _("You and your devices"),
            "icon": "settings",
            "post": False,
            "wipe": False,
        },
        {"url": reverse("sign-out"), "label": _("Sign out"), "icon": "sign-out", "post": True, "wipe": True},
    ]
