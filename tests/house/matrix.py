"""Who may come to which page: the oracle of the authorization matrix, to be read by people.

Everything is about Ben's record: Ana supports him, Chloe coordinates his program, Olga is his ally and was shown his
notes. Ida supported him once. Eva and Hana are of another program, Yan, Xia and Wim of another organization.
"""

import uuid
from dataclasses import dataclass, field

from cairn.concerns import writing
from cairn.goals.models import Step
from cairn.meetings import holding
from cairn.notes import describing
from cairn.papers import designing, library, releasing, shipping
from cairn.people.models import Membership, SignIn
from cairn.people.roles import Role
from cairn.teams import changing, matching, merging, offering, pairing
from tests import town as people
from tests.papers import paperwork

CAST = {
    "ben": ({Role.PARTICIPANT}, "self"),
    "ana": ({Role.SUPPORTER}, "own team"),
    "olga": ({Role.ALLY}, "shared"),
    "chloe": ({Role.COORDINATOR}, "own program"),
    "eva": ({Role.SUPPORTER}, "other team"),
    "dan": ({Role.PARTICIPANT}, "other team"),
    "hana": ({Role.COORDINATOR}, "other program"),
    "yan": ({Role.SUPPORTER}, "other organization"),
    "xia": ({Role.COORDINATOR}, "other organization"),
    "wim": ({Role.ADMINISTRATOR}, "other organization"),
    "zoe": ({Role.PARTICIPANT}, "other organization"),
    "ida": ({Role.SUPPORTER}, "former member"),
    "finn": ({Role.ADMINISTRATOR}, "own house"),
    "gus": ({Role.AUDITOR}, "own house"),
}

EVERYBODY = set(CAST)
SELF, TEAM, ALLY, PROGRAM = {"ben"}, {"ana"}, {"olga"}, {"chloe"}
PARTICIPANTS = {"ben", "dan", "zoe"}
COORDINATORS = {"chloe", "hana", "xia"}
ADMINISTRATORS, AUDITORS = {"finn", "wim"}, {"gus"}
HEARERS = COORDINATORS | ADMINISTRATORS | AUDITORS
WRITERS = SELF | TEAM
RECORD = TEAM | PROGRAM | ALLY
MEETING = SELF | TEAM | PROGRAM
WORKERS = {"ana", "eva", "ida", "yan"} | COORDINATORS  # whoever supports or coordinates anybody
PAPERS = SELF | TEAM | PROGRAM
MINE = {"finn"}  # administrators of Ben's own house
LIBRARY = ADMINISTRATORS | AUDITORS | COORDINATORS  # who reads the papers of a house
SHELF = MINE | AUDITORS | {"chloe", "hana"}  # the same, of Ben's own house


@dataclass(frozen=True)
class Rules:
    """Which methods a route has, and who may come with each. ``about``: the thing that its ids are of."""

    allowed: dict
    about: dict = field(default_factory=dict)


def page(who, **about):
    """A page to look at."""
    return Rules({"GET": who}, about)


def form(who, looks=None, **about):
    """A page to look at and to send."""
    return Rules({"GET": who if looks is None else looks, "POST": who}, about)


def deed(who, **about):
    """Only to send."""
    return Rules({"POST": who}, about)


# Anybody may come, signed in or not: the doors of the house, and what knows nobody.
PUBLIC = {
    "calendar",
    "concern-follow", "concern-open",
    "home", "sign-in", "sign-out", "join", "join-link", "again", "exit", "language", "health", "robots", "security",
    "come-back",
    "refer", "refer-received",
}  # fmt: skip

MATRIX = {
    "step-mark": deed(WRITERS, pk="step"),
    # the desk: lists of what waits, of those whom one walks with or coordinates
    "desk-notes": page(WORKERS),
    "desk-notes-table": page(WORKERS, kind="csv"),
    "desk-papers": page(WORKERS),
    "desk-papers-table": page(WORKERS, kind="csv"),
    # people
    "people": form({"ana", "eva", "ida", "yan", "olga"} | COORDINATORS),
    "person-new": form(COORDINATORS),
    "person": form(RECORD, pk="way"),
    "person-about": form(TEAM | PROGRAM, pk="way"),
    "person-code": form(TEAM | PROGRAM, pk="way"),
    "person-history": page(PROGRAM, pk="way"),
    "person-team": form(PROGRAM, looks=TEAM | PROGRAM, pk="way"),
    "person-team-end": deed(PROGRAM, pk="way", member="member"),
    # the way
    "path": page({"ana", "eva", "ida", "yan"} | COORDINATORS),
    "path-csv": page(COORDINATORS),
    "path-xlsx": page(COORDINATORS),
    "reviews-due": page({"ana", "eva", "ida", "yan"} | COORDINATORS),
    "returns": page(COORDINATORS),
    "coming": form(PROGRAM, pk="coming"),
    "survey-answers": page(COORDINATORS | ADMINISTRATORS),
    "person-way": page(TEAM | PROGRAM, pk="way"),
    "person-way-move": deed(TEAM | PROGRAM, pk="way"),
    "person-way-tick": deed(TEAM | PROGRAM, pk="way"),
    "person-way-build": deed(TEAM | PROGRAM, pk="way"),
    "person-way-decide": form(TEAM | PROGRAM, pk="way"),
    "person-way-before": page(TEAM | PROGRAM, pk="returned"),
    "person-way-return": deed(PROGRAM, pk="ended"),
    "person-way-beginning": form(TEAM, looks=TEAM | PROGRAM, pk="way"),
    "person-way-pause": form(TEAM | PROGRAM, pk="way"),
    "person-way-pause-end": deed(TEAM | PROGRAM, pk="way"),
    "person-way-reviews": form(TEAM | PROGRAM, pk="way"),
    "person-way-leaving": form(TEAM | PROGRAM, pk="way"),
    "person-way-leave": deed(TEAM | PROGRAM, pk="way"),
    "person-way-agree": deed(TEAM, pk="way"),
    "person-way-stay": deed(TEAM | PROGRAM, pk="way"),
    "person-way-part": form(TEAM | PROGRAM, pk="way"),
    "person-way-code": form(TEAM | PROGRAM, pk="way"),
    "review": form(TEAM | PROGRAM, looks=SELF | TEAM | PROGRAM, pk="review"),
    "review-aside": deed(TEAM | PROGRAM, pk="review"),
    "review-remark": deed(SELF, pk="review"),
    "decision": page(SELF | TEAM | PROGRAM, pk="decision"),
    "decision-answer": deed(SELF | TEAM, pk="decision"),
    "decision-settle": deed(PROGRAM, pk="decision"),
    "decision-withdraw": deed(TEAM | PROGRAM, pk="decision"),
    "decision-remark": deed(SELF, pk="decision"),
    "my-way": page(PARTICIPANTS),
    "my-way-return": form(set()),  # only when one's way has ended
    "my-way-earlier": deed(set()),  # only when there was one before
    "my-way-survey": form(set()),  # only for whoever leaves
    "my-way-keepsake": page(PARTICIPANTS),
    "my-way-keepsake-pdf": page(PARTICIPANTS),
    "my-way-remark": deed(SELF, pk="move"),
    "my-way-beginning": form(PARTICIPANTS),
    "my-way-pause": form(PARTICIPANTS),
    "my-way-pause-end": deed(PARTICIPANTS),
    "my-way-reviews": form(PARTICIPANTS),
    "my-way-leaving": form(PARTICIPANTS),
    "my-way-leave": deed(PARTICIPANTS),
    "my-way-agree": deed(PARTICIPANTS),
    "my-way-stay": deed(PARTICIPANTS),
    "my-way-part": form(PARTICIPANTS),
    "my-way-code": form(PARTICIPANTS),
    "person-reach": deed(TEAM | PROGRAM, pk="way"),
    # referrals, and who walks with whom
    "referrals": form(COORDINATORS),
    "referral-new": form(COORDINATORS),
    "referrals-table": page(COORDINATORS, kind="csv"),
    "referral": page(PROGRAM, pk="referral"),
    "referral-details": form(PROGRAM, pk="referral"),
    "referral-contact": deed(PROGRAM, pk="referral"),
    "referral-move": deed(PROGRAM, pk="referral"),
    "referral-merge": deed(PROGRAM, pk="referral"),
    "referral-part": deed(PROGRAM, pk="merge"),
    "referral-match": form(PROGRAM, pk="referral"),
    "referral-conflict": deed(PROGRAM, pk="referral"),
    "person-match": form(PROGRAM, pk="way"),
    "person-conflict": deed(PROGRAM, pk="way"),
    "person-wishes": deed(PROGRAM, pk="way"),
    "person-handover": deed(PROGRAM, pk="way"),
    "conflict-end": deed(PROGRAM, pk="conflict"),
    "offer-answer": deed(SELF | {"eva"}, pk="offer"),  # eva is the supporter who is asked
    "offer-record": deed(PROGRAM, pk="offer"),
    "offer-withdraw": deed(PROGRAM, pk="offer"),
    "handover-word": deed(TEAM, pk="handover"),
    "my-profile": form({"ana", "eva", "ida", "yan"}),
    "my-supporter": form(PARTICIPANTS),
    "my-supporter-settle": deed(PARTICIPANTS),
    # mine: the participant's own, without an id of theirs
    "my-notes": form(PARTICIPANTS),
    "my-team": form(PARTICIPANTS),
    "my-team-sharing": deed(SELF, pk="ally"),
    "my-team-code": deed(SELF, pk="ally"),
    "my-team-end": deed(SELF, pk="ally"),
    "my-history": page(PARTICIPANTS),
    "my-account": form(EVERYBODY),
    "my-reach": deed(PARTICIPANTS),
    "my-secret": deed(EVERYBODY),
    "my-device-end": deed(SELF, pk="device"),
    "my-devices-end": deed(EVERYBODY),
    # what is new, and how one is told
    "notices": page(EVERYBODY),
    "notices-read": deed(EVERYBODY),
    "notice": page(SELF, pk="notice"),
    "my-notices": form(EVERYBODY),
    "my-calendar": deed(EVERYBODY),
    "my-calendar-end": deed(EVERYBODY),
    # house
    "house": form(ADMINISTRATORS | AUDITORS),
    "house-welcome": form(ADMINISTRATORS),
    "house-person": page(MINE, pk="person"),
    "house-grant": deed(MINE, pk="person"),
    "house-code": deed(MINE, pk="staff"),
    "house-revoke": deed(MINE, pk="membership"),
    "house-found": form(ADMINISTRATORS),
    "house-program": form(MINE, pk="program"),
    "house-rules": form(MINE, pk="program"),
    "house-discharge": deed(MINE, pk="program", person="coordinator"),
    "house-history": page(ADMINISTRATORS | AUDITORS),
    # concerns: Ben raised one about Ana; his program's coordinator looks after it, and Ana never learns of it
    "concerns": page(HEARERS),
    "concerns-closed": page(HEARERS),
    "concern-new": form(EVERYBODY),
    "my-concerns": page(EVERYBODY),
    "my-concern": form(SELF, pk="concern"),
    "concern": page(PROGRAM, pk="concern"),
    "concern-acknowledgement": form(PROGRAM, pk="concern"),
    "concern-assignment": form(PROGRAM, pk="concern"),
    "concern-action": form(PROGRAM, pk="concern"),
    "concern-answer": form(PROGRAM, pk="concern"),
    "concern-outcome": form(PROGRAM, pk="concern"),
    "concern-telling": form(PROGRAM, pk="concern"),
    "concern-closure": form(PROGRAM, pk="concern"),
    "concern-reopening": form(PROGRAM, pk="concern"),
    "concern-route": form(PROGRAM, pk="concern"),
    "person-serious": form(TEAM | PROGRAM, pk="way"),
    "serious-written": page(HEARERS),
    "serious": page(TEAM | PROGRAM, pk="serious"),
    "house-concerns": page(ADMINISTRATORS),
    "house-lines": form(ADMINISTRATORS),
    "house-second": form(ADMINISTRATORS),
    "house-guidance": form(ADMINISTRATORS),
    # papers of the house
    "forms": page(LIBRARY),
    "form-new": form(ADMINISTRATORS),
    "form-import": form(ADMINISTRATORS),
    "form": page(SHELF, pk="form"),
    "form-begin": deed(MINE, pk="form"),
    "form-restore": deed(MINE, pk="form"),
    "form-text": page(SHELF, pk="text"),
    "form-text-print": page(SHELF, pk="text"),
    "form-text-pdf": page(SHELF, pk="text"),
    "form-text-file": page(SHELF, pk="text"),
    "form-text-differences": page(SHELF, pk="next_text"),
    "form-draft": page(MINE, pk="next_text"),
    "form-draft-about": form(MINE, pk="next_text"),
    "form-draft-part-new": form(MINE, pk="next_text"),
    "form-draft-part": form(MINE, pk="next_text", item="one"),
    "form-draft-move": deed(MINE, pk="next_text", item="one"),
    "form-draft-remove": deed(MINE, pk="next_text", item="one"),
    "form-draft-undo": deed(MINE, pk="next_text"),
    "form-draft-drop": deed(MINE, pk="next_text"),
    "form-draft-preview": form(SHELF, pk="next_text"),
    "form-draft-publish": form(MINE, pk="next_text"),
    "manual": page(EVERYBODY - PARTICIPANTS - ALLY),
    "my-manual": page(PARTICIPANTS),
    "house-manual": page(LIBRARY),
    "manual-pdf": page(EVERYBODY - ALLY),
    "text": page(EVERYBODY - ALLY, key="wellness-definitions"),
    "text-pdf": page(EVERYBODY - ALLY, key="wellness-definitions"),
    # meetings
    "meeting-new": form(TEAM, pk="way"),
    "short": form(TEAM, pk="way"),
    "meeting": page(MEETING, pk="meeting"),
    "meeting-times": form(TEAM, pk="meeting"),
    "meeting-begin": deed(TEAM, pk="planned"),
    "meeting-end": deed(TEAM, pk="meeting"),
    "meeting-miss": deed(TEAM, pk="planned"),
    "meeting-cancel": deed(WRITERS, pk="planned"),
    "meeting-move": deed(TEAM, pk="planned"),
    "meeting-note": deed(TEAM, pk="meeting"),
    # papers
    "my-papers": page(PARTICIPANTS),
    "my-paper-begin": deed(PARTICIPANTS),
    "my-consents": page(PARTICIPANTS),
    "my-card": page(PARTICIPANTS),
    "my-card-pdf": page(PARTICIPANTS),
    "person-papers": page(TEAM | PROGRAM, pk="way"),
    "person-paper-begin": deed(TEAM | PROGRAM, pk="way"),
    "person-consents": page(TEAM | PROGRAM, pk="way"),
    "person-release-new": form(TEAM | PROGRAM, pk="way"),
    "person-card": page(TEAM | PROGRAM, pk="way"),
    "person-card-pdf": page(TEAM | PROGRAM, pk="way"),
    "paper": page(PAPERS, pk="signed"),
    "paper-filling": form(PAPERS, pk="paper"),
    "paper-item": form(PAPERS, looks=PAPERS, pk="paper"),
    "paper-news": page(PAPERS, pk="paper"),
    "paper-reading": page(PAPERS, pk="paper"),
    "paper-signature": form(PAPERS, pk="paper"),
    "paper-agreement": form(PAPERS, pk="paper"),
    "paper-witness": form(TEAM | PROGRAM, pk="paper"),
    "paper-refusal": form(PAPERS, pk="paper"),
    "paper-finish": form(PAPERS, pk="paper"),
    "paper-copy": form(PAPERS, pk="signed"),
    "paper-print": page(PAPERS, pk="signed"),
    "paper-pdf": page(PAPERS, pk="signed"),
    "paper-renewal": form(PAPERS, pk="signed"),
    "paper-newer": form(PAPERS, pk="paper"),
    "paper-changes": page(PAPERS, pk="plan"),
    "paper-review": form(PAPERS, pk="plan"),
    "paper-removal": form(PAPERS, pk="paper"),
    "paper-handover": form(TEAM | PROGRAM, pk="paper"),
    "paper-return": form(set(), pk="paper"),  # only on a device that was handed over
    "consent": page(PAPERS, pk="consent"),
    "consent-revocation": form(PAPERS, pk="consent"),
    "consent-letter": page(PAPERS, pk="consent", release="release"),
    # a note
    "note": page(WRITERS | PROGRAM | ALLY, pk="sealed"),
    "note-sealed": page(WRITERS | PROGRAM | ALLY, pk="sealed"),
    "note-print": page(WRITERS | PROGRAM | ALLY, pk="sealed"),
    "note-amendments": form(WRITERS, pk="sealed"),
    "note-offer": deed(WRITERS, pk="draft"),
    "note-reading": page(WRITERS, pk="offered"),
    "note-answer": deed(SELF, pk="offered", key="wins"),
    "note-reopening": form(WRITERS, pk="offered"),
    "note-signature": deed(WRITERS, pk="offered"),
    "note-absence": deed(TEAM, pk="offered"),
    "note-handover": form(TEAM, pk="draft"),
    "note-return": form(set(), pk="draft"),  # only on a device that was handed over
    "note-write": page(WRITERS, pk="draft"),
    "note-ticket": deed(WRITERS, pk="draft"),
    "note-section": deed(WRITERS, pk="draft", key="wins"),
    "note-parts": page(WRITERS, pk="draft"),
    "note-wins": deed(WRITERS, pk="draft"),
    "note-win-removal": deed(WRITERS, pk="draft", win="win"),
    "note-steps": deed(WRITERS, pk="draft"),
    "note-step-removal": deed(WRITERS, pk="draft", step="step"),
    "note-step-mark": deed(WRITERS, pk="draft", step="step"),
    "note-description": deed(WRITERS, pk="draft"),
    "note-feeling": deed(SELF, pk="draft"),
}


@dataclass
class Scene:
    """The people of the cast, and the ids of Ben's things."""

    people: dict
    things: dict

    def arguments(self, name, wanted, person):
        """What the route takes, for the thing it is about."""
        about = MATRIX[name].about
        assert set(wanted) == set(about), f"{name} takes {wanted}; the matrix names {sorted(about)}"
        return {key: self.things.get(thing, thing) for key, thing in about.items()}


def missing(value):
    """The same kind of argument, of nothing that was ever there."""
    return uuid.UUID(int=0x7_0000) if isinstance(value, uuid.UUID) else value


def way_things(town):
    """Steps, reviews and decisions of Ben's way, and a way of his that ended, from which he came back."""
    import datetime

    from cairn.journey import deciding, leaving, moving, returning
    from cairn.journey import reading as journey
    from cairn.lib import clock
    from cairn.programs import founding
    from cairn.teams import closing

    for stage in ("getting_started", "making_progress"):
        move = moving.move(town.ben_way, to=stage, why="So it is.", by=town.ana)
    decision = deciding.propose(
        town.ben_way, tier=1, reasons="x", supporter_view="y", rhythm="weekly", by=town.ana,
        next_on=clock.today() + datetime.timedelta(days=30),
    )  # fmt: skip
    program = founding.found("Streams", by=town.finn)
    founding.charge(program, person=town.chloe.person, by=town.finn)
    ended = pairing.begin(program, person=town.ben.person, by=town.chloe, started_on=datetime.date(2020, 1, 1))
    leaving.part(ended, by=town.ben)
    coming = returning.ask(ended, by=town.ben)
    closing.open_earlier(ended, into=town.ben_way, notes=True, plans=False, by=town.ben)
    return {
        "move": move.pk, "review": journey.ahead(town.ana, town.ben_way)[0].pk, "decision": decision.pk,
        "ended": ended.pk, "coming": coming.pk, "returned": town.ben_way.pk,
    }  # fmt: skip


def papers(town):
    """A text of the house that is in use, and a draft of the next one with a part called "one"."""
    shipping.ship(town.house, keys={"boundaries", "manual", "wellness-definitions"})
    text = library.text_for(town.finn, "boundaries")
    one = {"id": "one", "type": "line", "text": {"en": "One", "es": "Uno"}}
    return text, designing.change(designing.draft(text.form, by=town.finn), by=town.finn, items=[one])


def scene(town, *, wrong=True):
    """Ben's record with one of everything; ``wrong``: also a concern, and facts when something serious came up."""
    ida = people.somebody(town.house, "ida", Role.SUPPORTER)
    town.cast["ida"] = ida
    pairing.leave(pairing.join(town.ben_way, person=ida.person, by=town.chloe), by=town.chloe)
    ally = people.ally(town)
    draft, offered, sealed = people.draft(town), people.offered(town), people.sealed(town)
    win = describing.keep_win(draft, words="Punctual", by=town.ben)
    describing.add_step(draft, what="Call", mine=False, by=town.ben)
    from cairn.lib import clock

    planned = holding.plan(town.ben_way, at=clock.now(), by=town.ana)
    text, next_text = papers(town)
    from cairn.notices import noticing
    from cairn.notices.models import Notice
    from cairn.people import signing_in

    noticing.catch_up()
    device = signing_in.begin(town.ben.person, device="old phone")[0].sign_in
    one, other = people.referral(town), people.referral(town, name="Robbin")
    merge = merging.merge(other, into=one, why="Same phone", by=town.chloe)
    conflict = matching.say_conflict(town.ben_way, supporter=ida.person, kind="relative", by=town.chloe)
    offer = offering.offer(town.ben_way, supporter=town.eva.person, by=town.chloe)
    paper, signed, plan, consent, release = _papers(town)
    supporter = town.ben_way.team.get(person_id=town.ana.person_id, ended_at=None)
    handover = changing.open_handover(supporter, by=town.chloe)
    things = way_things(town) | {
        "referral": one.pk, "merge": merge.pk, "conflict": conflict.pk, "offer": offer.pk, "handover": handover.pk,
        "way": town.ben_way.pk, "member": supporter.pk, "ally": ally.pk, "device": SignIn.objects.get(pk=device.pk).pk,
        "person": town.ben.person_id, "staff": town.ana.person_id, "program": town.program.pk,
        "membership": Membership.objects.get(person_id=town.ana.person_id).pk, "coordinator": town.chloe.person_id,
        "meeting": people.meeting(town).pk, "planned": planned.pk, "draft": draft.pk, "offered": offered.pk,
        "form": text.form_id, "text": text.pk, "next_text": next_text.pk,
        "sealed": sealed.pk, "win": win.pk, "step": Step.objects.get().pk, "paper": paper.pk, "signed": signed.pk,
        "plan": plan.pk, "consent": consent.pk, "release": release.pk,
        "notice": Notice.objects.filter(person_id=town.ben.person_id).last().pk,
    }  # fmt: skip
    if wrong:
        things["concern"] = people.concern(town).pk
        things["serious"] = writing.write(town.ben_way, facts="A fall on the stairs.", by=town.ana).pk
    return Scene({name: town.cast[name] for name in CAST}, things)


def _papers(town):
    """Of Ben's papers: one under way, one signed, a plan with one before it, a permission, and a copy sent under it."""
    paper, signed = paperwork.begin(town, "liability"), paperwork.begin(town, "onboard-policy")
    paperwork.complete(town, signed)
    plans = []
    for _version in range(2):
        plans.append(paperwork.begin(town, "team-plan"))
        paperwork.complete(town, plans[-1])
    consent = paperwork.consent(town, person_name="Ben")
    release = releasing.release(
        town.ben_way, what=["goals"], to="County Clinic", why="care", how="mail", by=town.ana, consent=consent
    )
    return paper, signed, plans[-1], consent, release
