"""What somebody sees of their own."""

import zoneinfo

from django.utils.translation import gettext as _

from .. import texts

KINDS = {"phone": "phone", "tablet": "tablet", "computer": "device"}
ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)


def device(sign_in, here, zone):
    """One signed-in device: what kind, since when, last seen."""
    kinds = {"phone": _("A phone"), "tablet": _("A tablet"), "computer": _("A computer")}
    return {
        "id": sign_in.pk,
        "kind": kinds.get(sign_in.device_name, _("A device")),
        "icon": KINDS.get(sign_in.device_name, "device"),
        "here": here is not None and sign_in.pk == here.pk,
        "seen": texts.short_moment(sign_in.seen_at, zone),
        "lent": sign_in.lent_for is not None,
    }


def zones(chosen):
    """Time zones to choose from: those of the country, and the one that is chosen."""
    found = [("", _("As the organization’s"))] + [(name, name.split("/")[1].replace("_", " ")) for name in ZONES]
    if chosen and chosen not in ZONES and chosen in zoneinfo.available_timezones():
        found.append((chosen, chosen))
    return found


def account(person):
    """What the form about oneself begins with."""
    return {
        "chosen_name": person.chosen_name,
        "pronouns": person.pronouns,
        "languages": person.languages,
        "first": person.language,
        "zone": person.zone,
    }
