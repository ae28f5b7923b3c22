"""The one way in which a step is taken. A part of every verb of this room; asks nobody and records nothing."""

from cairn.lib import clock
from cairn.lib.words import Refused

from .models import Concern, Step
from .rules import asking, handling


def take(concern, kind, *, by, words="", pk=None, how="", person=None):
    """The step that is now there, and the concern in the stage that follows; None when it was taken already (``pk``).

    The concern is locked and its stage read anew, so that two who press at once take one step and read one sentence.
    """
    stage = handling.Stage(Concern.objects.select_for_update(of=("self",)).only("stage").get(pk=concern.pk).stage)
    if pk and Step.objects.filter(pk=pk, concern=concern).exists():
        return None
    sentence = handling.why_not(kind, stage, wants_answer=concern.answer != "none", how=how)
    field = "how" if sentence and kind is handling.Kind.TELL and stage is handling.Stage.SETTLED else ""
    if not sentence:
        sentence, field = asking.why_not_words(words, needed=kind not in handling.WORDLESS and not how), "words"
    if sentence:
        raise Refused(sentence, field=field)
    step = Step(
        concern=concern,
        key_id=concern.key_id,
        kind=kind,
        by_id=by.person_id if by else None,
        at=clock.now(),
        words=words.strip(),
        how=how,
        person=person,
    )
    step.pk = pk or step.pk
    step.save(force_insert=True)
    concern.stage = handling.after(kind, stage)
    Concern.objects.filter(pk=concern.pk).update(stage=concern.stage)
    return step
