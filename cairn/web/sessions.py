"""A session in words: when, where, with whom. Shared by every page that shows one."""

from django.utils.translation import gettext as _

from cairn.meetings.rules import METHODS, PLACES, State

from . import texts


def card(meeting):
    """What a small card of a session shows."""
    return {
        "id": meeting.pk,
        "day": texts.local_day(meeting.when, meeting.zone),
        "time": texts.time(meeting.when, meeting.zone),
        "where": where(meeting),
        "with": meeting.supporter.chosen_name,
        "state": state(meeting),
        "begun": meeting.state == State.BEGUN,
    }


def line(meeting):
    """When and where, in one line."""
    return _("{day}, {time} · {where}").format(
        day=texts.local_day(meeting.when, meeting.zone),
        time=texts.time(meeting.when, meeting.zone),
        where=where(meeting),
    )


def where(meeting):
    """The place in its own words, else how the two meet."""
    if meeting.place:
        return meeting.place
    return _(METHODS[meeting.method]) if meeting.method != "in_person" else _(PLACES[meeting.place_kind])


def state(meeting):
    """Where the session is, in a word, and the tone of its chip."""
    words = {
        State.PLANNED: _("planned"),
        State.BEGUN: _("under way"),
        State.HELD: _("held"),
        State.MISSED: _("did not come to pass"),
        State.CANCELLED: _("called off"),
    }
    tones = {State.BEGUN: "plum", State.HELD: "pine"}
    return {"text": words[State(meeting.state)], "tone": tones.get(State(meeting.state), "plain")}
