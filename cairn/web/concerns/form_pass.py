"""The open form is safe from spam without asking anybody else: a pass made here, a pause, and a pace.

The pass is the id of the concern to be, so it works once. It is not made for a person, a device or a network. How many
came from one network lately is counted in the memory of this process only, and is written down nowhere.
"""

import threading
import uuid
from collections import OrderedDict

from cairn.lib import clock, ids, keys
from cairn.lib.words import Refused, _

SHORTEST, LONGEST = 3, 24 * 3600  # seconds between the page and the form
MOST, WITHIN, NETWORKS = 12, 3600, 5000
TRAP = "website"  # a field that people do not see; machines fill it in

_turn = threading.Lock()
_lately: OrderedDict = OrderedDict()


def fresh(house):
    """For the hidden field ``pass``: an id and when it was made, for the open page of this organization."""
    made = int(clock.now().timestamp())
    return keys.seal_text("concern form", house.pk, ids.uuid7().bytes + made.to_bytes(8))


def taken(request, house):
    """The id that came with the form; ``Refused`` when it does not look like somebody writing."""
    if request.POST.get(TRAP, ""):
        raise Refused(_("Please leave the one field empty that says so, and send it once more."))
    try:
        data = keys.open_text("concern form", house.pk, request.POST.get("pass", ""))
    except keys.CannotOpen:
        raise Refused(_("This page was open for a long time. Please send it once more.")) from None
    age = clock.now().timestamp() - int.from_bytes(data[16:])
    if age > LONGEST:
        raise Refused(_("This page was open for a long time. Please send it once more."))
    if age < SHORTEST:
        raise Refused(_("That was quicker than anybody can write. Please wait a moment and send it once more."))
    return uuid.UUID(bytes=data[:16])


def keep(request, house):
    """The pass to go on with after a refusal: the same while it works, else a fresh one."""
    text = request.POST.get("pass", "")
    try:
        data = keys.open_text("concern form", house.pk, text)
    except keys.CannotOpen:
        return fresh(house)
    return text if clock.now().timestamp() - int.from_bytes(data[16:]) <= LONGEST else fresh(house)


def pace(network):
    """Nothing when this network may send another one; ``Refused`` when a great many came from it in this hour."""
    now = clock.now().timestamp()
    with _turn:
        came = [at for at in _lately.pop(network, []) if now - at < WITHIN]
        if len(came) < MOST:
            came.append(now)
            full = False
        else:
            full = True
        _lately[network] = came
        while len(_lately) > NETWORKS:
            _lately.popitem(last=False)
    if full:
        raise Refused(_("A great many came from this network in the last hour. Please try again later, or call."))
