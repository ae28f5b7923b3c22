"""What the door shows and remembers."""

import json
import time

from cairn.lib import keys

CHOOSE_WITHIN = 300


def device_kind(request):
    """What kind of thing somebody sits at. It names a kind, never an owner."""
    agent = request.headers.get("User-Agent", "")
    if "iPad" in agent or "Tablet" in agent or ("Android" in agent and "Mobile" not in agent):
        return "tablet"
    return "phone" if "Mobile" in agent or "iPhone" in agent else "computer"


def houses(found):
    """The organizations in which one name and secret let somebody in, to choose from."""
    return [
        {"value": n, "label": who.organization.name, "name": who.person.chosen_name} for n, (who, _) in enumerate(found)
    ]


def put_by(request, found):
    """The tokens to choose from, as text that only this server opens, for this device."""
    data = json.dumps({"at": int(time.time()), "tokens": [token for _, token in found]}).encode()
    return keys.seal_text("choose", request.device, data)


def taken_up(request, text):
    """The tokens again; none when it was too long ago or on another device."""
    try:
        data = json.loads(keys.open_text("choose", request.device, text))
    except (keys.CannotOpen, ValueError):
        return []
    return data["tokens"] if time.time() - data["at"] <= CHOOSE_WITHIN else []


def hidden(fields):
    """Kept fields for the form that goes on."""
    return [{"name": name, "value": value} for name, value in fields]
