"""Where somebody is on their way, and where they can go on to. People choose; nothing here proposes a tier."""

from enum import StrEnum

from cairn.lib.words import _


class Stage(StrEnum):
    """The stages, in the order in which most people walk them."""

    TEAM_BUILDING = "team_building"
    GETTING_STARTED = "getting_started"
    MAKING_PROGRESS = "making_progress"
    MAINTAINING = "maintaining"
    EXITING = "exiting"
    EXITED = "exited"


NAMES = {
    Stage.TEAM_BUILDING: _("Team building"),
    Stage.GETTING_STARTED: _("Getting started"),
    Stage.MAKING_PROGRESS: _("Making progress"),
    Stage.MAINTAINING: _("Maintaining position"),
    Stage.EXITING: _("Exiting support"),
    Stage.EXITED: _("The way has ended"),
}

# What a stage is about, said to the participant.
ABOUT = {
    Stage.TEAM_BUILDING: _(
        "You and your supporter get to know each other, in a place where both of you are at ease. "
        "Help with day-to-day things comes first."
    ),
    Stage.GETTING_STARTED: _(
        "You look at the papers together: what you can count on, what stays between you, what each of you agrees to."
    ),
    Stage.MAKING_PROGRESS: _("You choose your goals, and your supporter helps you find the way to them."),
    Stage.MAINTAINING: _("You keep what you have built. Your supporter is there as a back-up."),
    Stage.EXITING: _("You finish in steps, at a pace you agree on. What carries you stays with you."),
    Stage.EXITED: _("This way is behind you, and your record is yours. The door stays open: you can come back."),
}

TIERS = {1: Stage.MAKING_PROGRESS, 2: Stage.MAINTAINING, 3: Stage.EXITING}
TIER_NAMES = {
    1: _("Tier 1: making progress"),
    2: _("Tier 2: maintaining position"),
    3: _("Tier 3: exiting support"),
}
ORDER = tuple(Stage)

# Where a press of somebody's leads, without a decision on a tier. Ending is always possible; so is beginning again.
NEXT = {
    Stage.TEAM_BUILDING: (Stage.GETTING_STARTED,),
    Stage.GETTING_STARTED: (Stage.MAKING_PROGRESS, Stage.TEAM_BUILDING),
    Stage.MAKING_PROGRESS: (Stage.GETTING_STARTED, Stage.TEAM_BUILDING),
    Stage.MAINTAINING: (Stage.MAKING_PROGRESS,),
    Stage.EXITING: (),  # by staying after all, or by parting
    Stage.EXITED: (),  # a return is a new way
}
REVIEWED = frozenset({Stage.MAKING_PROGRESS, Stage.MAINTAINING, Stage.EXITING})


def is_back(now, to):
    """True when ``to`` lies before ``now``."""
    return ORDER.index(Stage(to)) < ORDER.index(Stage(now))


def why_not_move(now, to, *, open_items=(), why=""):
    """The sentence to read, or "" when a way in the stage ``now`` may go on to ``to`` by a press.

    ``open_items``: what the stage asks for and is still open. It stops nobody who says why they go on.
    """
    if now == Stage.EXITED:
        return ENDED
    if to not in NEXT[Stage(now)]:
        return _("From here the way does not lead there. Please look at the page again.")
    if is_back(now, to) and not why.strip():
        return _("Please say in a few words why you go back to this stage.")
    if open_items and not why.strip():
        return _("Some things are still open. You can go on; please say why, so that everybody can read it.")
    return ""


ENDED = _("This way has ended. It can be begun anew.")


def stage_of_tier(tier):
    """The stage that a tier stands for."""
    return TIERS[tier]
