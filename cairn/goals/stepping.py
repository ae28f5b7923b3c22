"""Steps: added, marked, taken back."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from .models import Step

LONGEST = 300


@atomic
def add(participation, *, what, whose, by, due_on=None, pk=None):
    """A step that somebody takes: ``whose`` is of the team or the participant. ``pk``: the id it shall have."""
    access.require(by, Act.STEP_ADD, participation)
    what = _said(what, "what")
    step = Step.of(participation, what=what, whose=whose, due_on=due_on, added_by=by.person, added_at=clock.now())
    step.pk = pk or step.pk
    step.save(force_insert=True)
    record(Act.STEP_ADD, step, by=by)
    return step


@atomic
def mark(step, *, state, by, word=""):
    """Done, let go without blame, or open again, with a word about how it went."""
    access.require(by, Act.STEP_MARK, step)
    if state not in Step.State.values:
        raise Refused(_("Please say whether it is done, let go or still open."))
    step.state, step.word, step.marked_at = state, word[:LONGEST], clock.now()
    step.save(update_fields=["state", "word", "marked_at"])
    record(Act.STEP_MARK, step, by=by, state=state)


def _said(words, field):
    words = " ".join(words.split())
    if not words:
        raise Refused(_("Please say in a few words what it is."), field=field)
    if len(words) > LONGEST:
        raise Refused(_("Please say it in up to three hundred letters."), field=field)
    return words
