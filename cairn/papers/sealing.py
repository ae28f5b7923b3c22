"""A paper on the table: held, laid out as it is now, and sealed when the last needed name stands under it."""

from dataclasses import dataclass
from functools import cached_property

from django.db import connection

from cairn.audit.recording import record
from cairn.lib import canonical, clock
from cairn.lib.words import Refused
from cairn.people import access
from cairn.people import rules as people_rules
from cairn.people.acts import Act
from cairn.people.roles import Role, Tie
from cairn.programs import reading as programs

from . import consenting, shown
from .models import Name, Paper, Seal, Version
from .rules import filled, life, standing
from .rules.life import Kind, State

MAY_CHANGE = ("state", "version_id", "closed_at", "closed_by_id", "renew_on", "review_on")
_ROLES = ((Tie.SELF, Role.PARTICIPANT), (Tie.TEAM, Role.SUPPORTER), (Tie.PROGRAM, Role.COORDINATOR))


@dataclass
class Sheet:
    """A paper as it lies on the table: its text, its answers, the names that stand."""

    paper: Paper
    said: dict
    rows: dict
    names: list
    about: dict

    @cached_property
    def values(self):
        """{item: what stands there}."""
        return {item: row.value for item, row in self.rows.items()}

    @property
    def missing(self):
        """The ids of the required parts that are empty."""
        return filled.missing(self.said["items"], self.values)

    @property
    def conflicts(self):
        """The ids of the parts in which two texts stand."""
        asked = {item["id"] for item in filled.visible(self.said["items"], self.values)}
        return [item for item, row in self.rows.items() if row.beside and item in asked]

    @property
    def named(self):
        """The roles whose names stand."""
        return [n.role for n in self.names if n.kind in (Name.Kind.SIGNED, Name.Kind.AGREED)]

    def has(self, by, kind):
        """True when a name of this person and kind stands."""
        return any(n.person_id == by.person_id and n.kind == kind for n in self.names)

    def digest(self, language):
        """Of what is signed in that language, as 32 bytes."""
        return shown.digest(self.core(language))

    def core(self, language):
        """What is signed in that language."""
        return shown.core(self.said, self.values, language=language, about=self.about, salt=self.paper.salt)


def hold(paper):
    """Nobody else fills, signs or puts away this paper until the transaction ends; it is as it is now."""
    rows = Paper.objects.filter(pk=paper.pk)
    if connection.features.has_select_for_update:
        rows.select_for_update(no_key=True).values_list("pk").get()  # alone: a joined row would be as it was before
    now = rows.select_related("version__form").get()
    for name in MAY_CHANGE:
        setattr(paper, name, getattr(now, name))
    paper.version, paper.form = now.version, now.version.form
    return paper


def hold_way(participation):
    """Two who begin the same paper, or share something, at the same moment come one after the other."""
    rows = type(participation).objects.filter(pk=participation.pk)
    rows.select_for_update(no_key=True).values_list("pk").get()


def lay(paper):
    """The paper, held and laid out. Names under something that has changed since fall."""
    hold(paper)
    sheet = Sheet(paper, shown.plain(paper.version), shown.answers(paper), shown.names(paper), shown.about(paper))
    if paper.state == State.WAITING:
        stale = [n for n in sheet.names if bytes(n.digest) != sheet.digest(n.language)]
        if stale:
            fall(paper, stale)
            sheet.names = [n for n in sheet.names if n not in stale]
    return sheet


def fall(paper, names):
    """These names are void: what stood there has changed. The paper is a draft when none is left."""
    now = clock.now()
    for name in names:
        name.voided_at = now
        name.save(update_fields=["voided_at"])
    if not shown.names(paper):
        become(paper, State.DRAFT)


def become(paper, state, *, by=None):
    """The paper is in that state; ``by`` closed it."""
    paper.state = state
    if by is not None:
        paper.closed_at, paper.closed_by = clock.now(), by.person
    paper.save(update_fields=["state", "closed_at", "closed_by"])


def roles_of(paper, by):
    """The roles in which ``by`` could sign this paper: participant in their own record, else as they are tied to it."""
    if by.person_id == paper.subject_id:
        return [Role.PARTICIPANT]
    here = Paper.objects.filter(pk=paper.pk)
    return [r for tie, r in _ROLES[1:] if r in by.roles and here.filter(here.tied(tie, by)).exists()]


def why_not_named(sheet, digest, language):
    """The sentence to read, or "" when a name may stand under the paper as it was read."""
    newer = Version.objects.filter(form=sheet.paper.form, number__gt=sheet.said["number"], asks_again=True)
    return life.why_not_name(
        sheet.paper.state,
        missing=len(sheet.missing),
        conflicts=len(sheet.conflicts),
        outdated=newer.filter(published_at__isnull=False).exists(),
        seen_now=language in life.LANGUAGES and sheet.digest(language).hex() == digest,
    ) or _why_not_consent(sheet, language)


def _why_not_consent(sheet, language):
    if sheet.said["kind"] != Kind.CONSENT:
        return ""
    return consenting.why_not_given(sheet, language)


def unproved(by):
    """The sentence to read, or "" when the secret was given lately enough for a name."""
    if by.sign_in is not None and not people_rules.is_proved(by.sign_in, clock.now()):
        return life.PROVE
    return ""


def ask(sheet, role, digest, language, by):
    """Nothing when a name in this role may stand under what they read; ``Refused`` otherwise."""
    sentence = (
        why_not_named(sheet, digest, language)
        or life.why_not_signer(role, needed=sheet.said["signs"], named=sheet.named)
        or unproved(by)
    )
    if sentence:
        raise Refused(sentence)


def role_of(sheet, by):
    """The role in which ``by`` would sign: one that is still needed, when they could sign in several."""
    return life.role_for(roles_of(sheet.paper, by), needed=sheet.said["signs"], named=sheet.named)


def language_of(by):
    """The language in which this person reads a paper."""
    own = by.person.language or by.organization.language
    return own if own in life.LANGUAGES else life.LANGUAGES[0]


def stand(sheet, *, kind, by, role, language, name, person=None, words="", intent="", meaning="", method="secret"):
    """This name stands under the paper, as it is shown in that language."""
    made = Name.of(
        sheet.paper,
        kind=kind,
        person=person,
        put_by=by.person,
        role=role,
        name=name,
        credential=_credential(person, role),
        words=words.strip()[: life.LONGEST_REASON],
        intent=intent,
        meaning=meaning,
        method=method,
        language=language,
        digest=sheet.digest(language),
        at=clock.now(),
    )
    made.save(force_insert=True)
    sheet.names.append(made)
    return made


def _credential(person, role):
    held = person.memberships.now().filter(role=role).first() if person else None
    return held.credential if held else ""


def go_on(sheet, *, by):
    """Seal when the last needed name stands; else the paper waits for the others."""
    stood = [(n.kind, n.role) for n in sheet.names]
    if life.is_complete(stood, needed=sheet.said["signs"], witness=sheet.said["witness"]):
        seal(sheet, by=by)
    elif sheet.paper.state == State.DRAFT:
        become(sheet.paper, State.WAITING)


def look_on(paper, today, kind, months):
    """When it is looked at again, counted from that day; a living plan by the program's clock where that is sooner."""
    if kind != Kind.PLAN:
        return standing.after_months(today, months)
    days = programs.clocks_of(paper.participation.program_id)["plan_review"] if months else 0
    return standing.look_on(today, months=months, days=days)


def seal(sheet, *, by):
    """The paper stays as it is from now on: text, answers and names are kept together, and the database guards them."""
    paper, now = sheet.paper, clock.now()
    access.require(by, Act.PAPER_SEAL, paper)
    today = clock.today(paper.organization.zone)
    paper.renew_on = standing.after_months(today, sheet.said["renew_months"])
    paper.review_on = look_on(paper, today, sheet.said["kind"], sheet.said["review_months"])
    paper.save(update_fields=["renew_on", "review_on"])
    body = {
        "version": sheet.said,
        "answers": filled.kept(sheet.said["items"], sheet.values),
        "about": sheet.about,
        "salt": paper.salt,
        "names": [shown.entry(n) for n in sheet.names],
        "at": now.isoformat(),
    }
    become(paper, State.SIGNED, by=by)
    made = Seal.of(paper, at=now, digest=canonical.digest(body), body=body)
    made.save(force_insert=True)
    record(Act.PAPER_SEAL, paper, by=by, form=sheet.said["key"], digest=made.digest.hex())
    if sheet.said["kind"] == Kind.CONSENT:
        consenting.activate(paper, by=by)
    return made
