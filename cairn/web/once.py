"""Forms that make something carry the id of what they will make, so that pressing twice makes one."""

import uuid

from cairn.lib import ids, keys


def fresh(request, holder=None):
    """For the hidden field ``once``: an id made by the server, for this person's form.

    ``holder``: what the form belongs to where nobody is signed in.
    """
    return keys.seal_text("once", holder or request.who.person_id, ids.uuid7().bytes)


def asked(request, holder=None):
    """The id that came with the form; a new one when it is missing or not ours."""
    try:
        return uuid.UUID(bytes=keys.open_text("once", holder or request.who.person_id, request.POST.get("once", "")))
    except (keys.CannotOpen, ValueError):
        return ids.uuid7()
