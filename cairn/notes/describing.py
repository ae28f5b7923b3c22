"""The structured parts beside the words: wins, next steps, goals touched, how it was written, how it felt."""

from cairn.audit.recording import record
from cairn.goals import stepping
from cairn.goals.models import Step, Win
from cairn.lib import ids
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from . import shown
from .models import Kept, NextStep
from .offering import hold
from .rules import life
from .rules.life import Stage
from .rules.templates import template

LONGEST, MOST = 300, 30


@atomic
def keep_win(note, *, words, by, kind=Win.Kind.STRENGTH, passage="", section="", voice=None, pk=None):
    """A strength, win or strategy is kept, with the sentence it stands in and whose words that is.

    ``pk``: the id it shall have; a form that is sent twice makes one.
    """
    access.require(by, Act.WIN_KEEP, note)
    _may_change(note)
    words = stepping._said(words, "words")
    if kind not in Win.Kind.values:
        raise Refused(_("Please say whether it is a strength, a win or something that helped."), field="kind")
    if section and template(note.template, note.template_version).place(section) is None:
        section = ""
    kept = set(Kept.objects.filter(note=note).values_list("win_id", flat=True))
    if pk in kept:
        return Win.objects.get(pk=pk)
    if len(kept) >= MOST:
        raise Refused(_("Thirty are kept from this note already. Please let one go first."), field="words")
    win = Win.of(
        note.participation,
        kind=kind,
        words=words,
        passage=passage.strip()[:2000],
        voice=voice or _whose(note, section, passage.strip()) or by.person,
        on=note.happened_at.date(),
        pk=pk or ids.uuid7(),
    )
    win.save(force_insert=True)
    Kept.objects.create(note=note, win=win, section=section)
    record(Act.WIN_KEEP, note, by=by, win=win.pk)
    return win


@atomic
def let_go_win(note, win_id, *, by):
    """It is no longer kept from this note."""
    access.require(by, Act.WIN_LET_GO, note)
    _may_change(note)
    for kept in Kept.objects.filter(note=note, win_id=win_id).select_related("win"):
        kept.delete()
        kept.win.delete()
        record(Act.WIN_LET_GO, note, by=by, win=win_id)


@atomic
def add_step(note, *, what, mine, by, due_on=None, pk=None):
    """A next step of the participant (``mine`` False) or of the supporter (True); it comes back next time.

    ``pk``: the id it shall have; a form that is sent twice makes one.
    """
    access.require(by, Act.STEP_ADD, note)
    _may_change(note)
    steps = set(NextStep.objects.filter(note=note).values_list("step_id", flat=True))
    if pk in steps:
        return Step.objects.get(pk=pk)
    if len(steps) >= MOST:
        raise Refused(_("Thirty steps are more than anybody can hold. Please take one out first."), field="what")
    whose = note.meeting.supporter if mine else note.participation.person
    step = stepping.add(note.participation, what=what, whose=whose, due_on=due_on, by=by, pk=pk)
    NextStep.objects.create(note=note, step=step)
    return step


@atomic
def remove_step(note, step_id, *, by):
    """The step was not meant after all."""
    access.require(by, Act.STEP_REMOVE, note)
    _may_change(note)
    for link in NextStep.objects.filter(note=note, step_id=step_id).select_related("step"):
        link.delete()
        link.step.delete()
        record(Act.STEP_REMOVE, note, by=by, step=step_id)


@atomic
def describe(note, *, by, goals=None, together=None, together_why=None):
    """Which goals were touched, and how the note was written together. Only what is given changes."""
    access.require(by, Act.NOTE_DESCRIBE, note)
    _may_change(note)
    changed = []
    if goals is not None:
        note.goals = [g[:LONGEST] for g in (" ".join(line.split()) for line in goals) if g][:MOST]
        changed.append("goals")
    if together is not None:
        if together and together not in life.TOGETHER:
            raise Refused(_("Please choose from the list how it was written."), field="together")
        note.together = together
        changed.append("together")
    if together_why is not None:
        note.together_why = together_why.strip()[:LONGEST]
        changed.append("together_why")
    if changed:
        note.save(update_fields=changed)
        record(Act.NOTE_DESCRIBE, note, by=by, changed=changed)


@atomic
def feel(note, *, feeling, by, words=""):
    """How the participant feels about this note, one to five, with a word if they like. Theirs alone to say."""
    access.require(by, Act.NOTE_FEEL, note)
    hold(note)
    if note.stage == Stage.SEALED:
        raise Refused(life.why_not_write(note.stage))
    if feeling not in life.FEELINGS:
        raise Refused(_("Please choose one of the five."), field="feeling")
    note.feeling = [feeling, words.strip()[:LONGEST]]
    note.save(update_fields=["feeling"])
    record(Act.NOTE_FEEL, note, by=by)


def _whose(note, section, passage):
    """The person who wrote most of this passage of that part; None when it does not stand there."""
    if not (section and passage):
        return None
    found = shown.words(note)
    part = next(s for s in found.sections if s["key"] == section)
    at = shown.text(part).find(passage)
    if at < 0:
        return None
    letters, start = dict.fromkeys(range(len(found.people)), 0), 0
    for person, words in part["runs"]:
        letters[person] += max(0, min(start + len(words), at + len(passage)) - max(start, at))
        start += len(words)
    return found.people[max(letters, key=letters.get)]


def _may_change(note):
    hold(note)
    if sentence := life.why_not_write(note.stage):
        raise Refused(sentence)
