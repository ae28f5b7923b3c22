"""A concern is looked after: heard, given to somebody, acted on, answered, settled, told, closed, led around somebody.

Each is a row that says who, when, and in what words. Nobody who is named in it, or raised it, gets here.
"""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from .models import Concern, KeptOut
from .raising import coordinators_of
from .reading import assignable
from .rules.handling import Kind
from .steps import take


@atomic
def acknowledge(concern, *, by, words="", pk=None):
    """Whoever raised it can see that it was heard, and by when more is done."""
    access.require(by, Act.CONCERN_ACKNOWLEDGE, concern)
    if step := take(concern, Kind.ACKNOWLEDGE, words=words, by=by, pk=pk):
        record(Act.CONCERN_ACKNOWLEDGE, concern, by=by, step=step.pk)


@atomic
def assign(concern, *, person, by, words="", pk=None):
    """This person looks after it from now on, beside those to whom it came."""
    access.require(by, Act.CONCERN_ASSIGN, concern)
    if person is None or person.pk not in {each.pk for each in assignable(concern)}:
        raise Refused(_("Please choose somebody from the list."), field="person")
    if step := take(concern, Kind.ASSIGN, words=words, by=by, pk=pk, person=person):
        Concern.objects.filter(pk=concern.pk).update(assigned_to=person)
        record(Act.CONCERN_ASSIGN, concern, by=by, step=step.pk, person=person.pk)


@atomic
def act(concern, *, words, by, pk=None):
    """What was done about it is written down."""
    access.require(by, Act.CONCERN_ACT, concern)
    if step := take(concern, Kind.ACT, words=words, by=by, pk=pk):
        record(Act.CONCERN_ACT, concern, by=by, step=step.pk)


@atomic
def answer(concern, *, words, by, pk=None):
    """Whoever raised it reads these words on its page."""
    access.require(by, Act.CONCERN_ANSWER, concern)
    if step := take(concern, Kind.ANSWER, words=words, by=by, pk=pk):
        record(Act.CONCERN_ANSWER, concern, by=by, step=step.pk)


@atomic
def settle(concern, *, words, by, pk=None):
    """What came of it is written down, for those who handle it."""
    access.require(by, Act.CONCERN_SETTLE, concern)
    if step := take(concern, Kind.SETTLE, words=words, by=by, pk=pk):
        record(Act.CONCERN_SETTLE, concern, by=by, step=step.pk)


@atomic
def tell(concern, *, how, by, words="", pk=None):
    """Whoever raised it was told what came of it, in this way; or why that could not be."""
    access.require(by, Act.CONCERN_TELL, concern)
    if how == "here" and not words.strip():
        raise Refused(_("Please write what they will read on the page."), field="words")
    if step := take(concern, Kind.TELL, words=words, by=by, pk=pk, how=how):
        record(Act.CONCERN_TELL, concern, by=by, step=step.pk, how=how)


@atomic
def close(concern, *, by, words="", pk=None):
    """Nothing is open about it any more. It can be opened again."""
    access.require(by, Act.CONCERN_CLOSE, concern)
    if step := take(concern, Kind.CLOSE, words=words, by=by, pk=pk):
        record(Act.CONCERN_CLOSE, concern, by=by, step=step.pk)


@atomic
def route(concern, *, words, by, person=None, pk=None):
    """This person is part of it, and never sees it from this second; None: it goes around the coordinators.

    Whoever finds that they are part of it themself hands it on in this way.
    """
    access.require(by, Act.CONCERN_ROUTE, concern)
    if person is not None and person.organization_id != concern.organization_id:
        raise Refused(_("Please choose somebody from the list."), field="person")
    if person is not None and concern.kept_out.filter(person=person).exists():
        raise Refused(_("They are kept out of it already."), field="person")
    if person is None and concern.around:
        raise Refused(_("It goes around the coordinators already."), field="person")
    step = take(concern, Kind.ROUTE, words=words, by=by, pk=pk, person=person)
    if step is None:
        return
    if person is not None:
        KeptOut.objects.create(
            concern=concern, person=person, why=KeptOut.Why.NAMED, by_id=by.person_id, at=clock.now()
        )
    if person is None or person.pk in coordinators_of(concern.organization_id):
        Concern.objects.filter(pk=concern.pk).update(around=True)
    Concern.objects.filter(pk=concern.pk, assigned_to=person).exclude(assigned_to=None).update(assigned_to=None)
    record(Act.CONCERN_ROUTE, concern, by=by, step=step.pk)
