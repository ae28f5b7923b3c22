"""What each stage asks for, and why. It reminds; it stops nobody who says why they go on."""

import datetime
from dataclasses import dataclass, field

from cairn.lib.words import _

from .stages import Stage

STANDS = frozenset({"signed", "due"})  # a paper that was signed; "due" asks to look at it again, and still stands
AGAIN = ("onboard-policy", "participation-contract")  # looked at again after each formal assessment

# {stage: ((item, what, why), ...)} in the order in which they are usually done.
ASKS = {
    Stage.TEAM_BUILDING: (
        ("contact", _("First contact"), _("The supporter reaches out, in the way and at the time that is safe.")),
        ("meeting", _("First meeting in a neutral place"), _("A place where both are at ease makes talking easier.")),
        ("strengths", _("Strengths noticed"), _("What somebody brings is what the way is built on.")),
        ("growth", _("Where to grow"), _("In own words, so that the goals are one’s own.")),
        ("past", _("What was before"), _("What helped and what did not, so that nobody has to find out twice.")),
        ("now", _("How things are now"), _("Where the way begins. Later it shows how far it went.")),
    ),
    Stage.GETTING_STARTED: (
        ("emergency-plan", _("Emergency plan"), _("So that everybody knows what helps on a hard day.")),
        ("release", _("Release of information, or none given"), _("Nothing goes out unasked. None is fine.")),
        ("participation-contract", _("Joint participation contract"), _("What each of the two commits to.")),
        ("privacy-safety", _("Privacy and safety"), _("What is kept, who sees it, and where that ends.")),
        ("boundaries", _("Boundaries"), _("The role has no one rule: each team says what is mine and what is yours.")),
        ("liability", _("Release of liability"), _("Said and signed before anybody goes along anywhere.")),
        ("onboard-policy", _("On-board policy"), _("What the organization stands for, and asks.")),
        ("peer-support-rules", _("Peer support rules"), _("What a peer supporter does, and never does.")),
        ("team-plan", _("Team plan worksheet"), _("How to reach each other, when, and who does what.")),
    ),
    Stage.MAKING_PROGRESS: (
        ("goals", _("Goals set"), _("Nobody else chooses them.")),
        ("measure", _("How progress is seen"), _("Agreed before the work, so that it shows afterwards.")),
    ),
    Stage.MAINTAINING: (
        ("ongoing-plan", _("Ongoing plan"), _("What stays the course, what changes, and how problems get corrected.")),
        ("onboard-policy", _("On-board policy, looked at again"), _("Asked for after each formal assessment.")),
        (
            "participation-contract",
            _("Joint participation contract, looked at again"),
            _("Asked for after each formal assessment."),
        ),
    ),
    Stage.EXITING: (
        ("exit-plan", _("Exit plan, agreed by both"), _("A beginning, a middle and an end, at a pace both agree on.")),
        ("end-goals", _("End goals, and how far each came"), _("What was reached is named, and what was let go.")),
        ("supports", _("Natural supports and resources"), _("What carries on when the meetings end.")),
        ("exit-survey", _("Exit survey offered"), _("With a name, or without one. Nobody has to.")),
        ("back", _("How to come back, told"), _("The door stays open, and they know where it is.")),
    ),
    Stage.EXITED: (),
}
TOLD = frozenset({"growth", "past", "now"})  # told in words
ITEMS = frozenset(key for asks in ASKS.values() for key, *_rest in asks)

# What is marked as a step of building the team, and the step it is.
BUILDING = {
    "contact": "first_contact",
    "meeting": "first_meeting",
    "strengths": "strengths",
    "growth": "growth",
    "past": "past",
    "now": "situation",
}
PAPER = {"measure": "progress-survey"}  # the paper that an item is filled in as, where it goes by another name
PAPERS = frozenset(
    PAPER.get(key, key)
    for stage in (Stage.GETTING_STARTED, Stage.MAKING_PROGRESS, Stage.MAINTAINING)
    for key, *_rest in ASKS[stage]
) | {"exit-survey"}


@dataclass(frozen=True)
class Facts:
    """What is known about a way when its checklist is looked at."""

    contacts: int = 0
    met_in_neutral_place: bool = False
    strengths: int = 0
    told: frozenset = frozenset()
    done: dict = field(default_factory=dict)  # {item: Done}, as far as it is known who did it and when
    due: dict = field(default_factory=dict)  # {item: the day by which the program looks for it}
    papers: dict = field(default_factory=dict)  # {form key: (state, day of the last name or None)}
    sheets: dict = field(default_factory=dict)  # {form key: the id of the paper that counts, or is under way}
    assessed_on: datetime.date | None = None  # the last formal assessment
    plan: dict | None = None  # the exit plan as it is now
    plan_agreed: bool = False
    has_code: bool = False  # a code for coming back was made


@dataclass(frozen=True)
class Done:
    """Something was done on a day, by somebody (by name, "" when it was both), perhaps with a word about it."""

    on: datetime.date | None = None
    by: str = ""
    words: str = ""


@dataclass(frozen=True)
class Item:
    """One thing that a stage asks for. ``how``: when it was done and by whom, as far as that is known."""

    key: str
    what: str
    why: str
    done: bool
    how: Done = Done()
    due_on: datetime.date | None = None
    sheet: object = None  # the id of the paper as which it is, or was, filled in

    @property
    def paper(self):
        """The key of the paper as which it is filled in; "" when it is none."""
        found = PAPER.get(self.key, self.key)
        return found if found in PAPERS else ""


def items(stage, facts, ticks):
    """What this stage asks for, each done or open. ``ticks``: {item: Done} of what somebody said is done."""
    return [_item(stage, facts, ticks, *ask) for ask in ASKS[Stage(stage)]]


def _item(stage, facts, ticks, key, what, why):
    done = _is_done(stage, key, facts) or key in ticks
    how = (ticks.get(key) or facts.done.get(key) or _signed(facts, PAPER.get(key, key)) or Done()) if done else Done()
    due_on = None if done else facts.due.get(key)
    return Item(key, what, why, done, how, due_on, facts.sheets.get(PAPER.get(key, key)))


def _signed(facts, key):
    signed_on = facts.papers.get(key, ("", None))[1]
    return Done(signed_on) if signed_on else None


def still_open(asked):
    """The keys of what is still open."""
    return [item.key for item in asked if not item.done]


def to_look_at_again(facts):
    """The papers that a formal assessment asks to look at again, and that were not since."""
    if facts.assessed_on is None:
        return []
    return [key for key in AGAIN if not _since(facts, key)]


def _is_done(stage, key, facts):
    if stage == Stage.TEAM_BUILDING:
        return {
            "contact": facts.contacts > 0,
            "meeting": facts.met_in_neutral_place,
            "strengths": facts.strengths > 0,
        }.get(key, key in facts.told) or key in facts.done
    if stage == Stage.MAINTAINING and key in AGAIN:
        return _since(facts, key)
    if stage == Stage.EXITING:
        return _is_done_at_the_end(key, facts)
    return _stands(facts, PAPER.get(key, key))


def _is_done_at_the_end(key, facts):
    plan = facts.plan or {}
    goals = plan.get("goals", [])
    return {
        "exit-plan": facts.plan_agreed,
        "end-goals": bool(goals) and all(goal["met"] != "open" for goal in goals),
        "supports": bool(plan.get("supports")),
        "exit-survey": _stands(facts, "exit-survey"),
        "back": facts.has_code,
    }[key]


def _stands(facts, key):
    return facts.papers.get(key, ("missing", None))[0] in STANDS


def _since(facts, key):
    signed_on = facts.papers.get(key, ("missing", None))[1]
    if not _stands(facts, key) or signed_on is None:
        return False
    return facts.assessed_on is None or signed_on >= facts.assessed_on


def why_not_tick(item, words):
    """``(sentence, field)`` to read, or ``("", "")`` when this may be said to be done."""
    if item not in ITEMS:
        return _("That is not on the list."), "item"
    if not words.strip():
        return _("Please say in a few words how it was done, or why it is not needed."), "words"
    if len(words) > 1000:
        return _("Please say it in up to a thousand letters."), "words"
    return "", ""
