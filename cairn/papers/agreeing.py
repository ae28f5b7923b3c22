"""Living plans: put forward by one, agreed to by the other, looked at again. Each agreed filling is kept."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from . import sealing
from .models import Name, Paper, Review
from .rules import life
from .rules.life import Kind, State

NOT_A_PLAN = _("This paper is signed with a typed name.")


@atomic
def propose(paper, *, digest, by, language=""):
    """``by`` says: this is how I would like our plan to be. It then waits for the others' yes.

    ``digest``: hex, of text, answers and language as the page showed them.
    """
    access.require(by, Act.PAPER_PROPOSE, paper)
    sheet = sealing.lay(paper)
    if _say(sheet, digest, language, by):
        record(Act.PAPER_PROPOSE, paper, by=by, form=sheet.said["key"])
        sealing.go_on(sheet, by=by)
    return paper


@atomic
def agree(paper, *, digest, by, language=""):
    """``by`` agrees to the plan as it was put forward; the last needed yes makes it the plan from now on."""
    access.require(by, Act.PAPER_AGREE, paper)
    sheet = sealing.lay(paper)
    if paper.state == State.DRAFT:
        raise Refused(_("Nobody has put this plan forward yet, or it was changed since. Please read it again first."))
    if _say(sheet, digest, language, by):
        record(Act.PAPER_AGREE, paper, by=by, form=sheet.said["key"])
        sealing.go_on(sheet, by=by)
    return paper


def _say(sheet, digest, language, by):
    """Their yes stands under the plan; False when it did before."""
    if sheet.said["kind"] != Kind.PLAN:
        raise Refused(NOT_A_PLAN)
    if sheet.has(by, Name.Kind.AGREED):
        return False
    language = language or sealing.language_of(by)
    role = sealing.role_of(sheet, by)
    sealing.ask(sheet, role, digest, language, by)
    sealing.stand(
        sheet,
        kind=Name.Kind.AGREED,
        by=by,
        person=by.person,
        role=role,
        language=language,
        name=by.person.chosen_name,
        intent=life.INTENT[Kind.PLAN][language],
        meaning=life.MEANING[Kind.PLAN],
    )
    return True


@atomic
def review(paper, *, by, next_on=None, pk=None):
    """A plan or contract was looked at together and stays as it is until ``next_on``, or as its text says."""
    access.require(by, Act.PAPER_REVIEW, paper)
    sealing.hold(paper)
    if pk and (there := Review.objects.filter(pk=pk, paper=paper).first()):
        return there
    today = clock.today(paper.organization.zone)
    if paper.state != State.SIGNED:
        raise Refused(_("Only what was agreed is looked at again. This one can still be changed."))
    later = Paper.objects.filter(participation=paper.participation, form=paper.form, state=State.SIGNED)
    if later.filter(pk__gt=paper.pk, many=False).exists():
        raise Refused(_("There is a newer one. Please look at that."))
    if next_on is not None and next_on <= today:
        raise Refused(_("That day is over. Please choose a day to come."), field="next_on")
    next_on = next_on or sealing.look_on(paper, today, paper.form.kind, paper.version.review_months)
    made = Review.of(paper, by=by.person, at=clock.now(), next_on=next_on)
    made.pk = pk or made.pk
    made.save(force_insert=True)
    record(Act.PAPER_REVIEW, paper, by=by, form=paper.form.key)
    return made
