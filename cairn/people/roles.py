"""What somebody is in an organization, and how somebody is tied to a record."""

from enum import StrEnum

from cairn.lib.words import _


class Role(StrEnum):
    """What a membership makes somebody."""

    PARTICIPANT = "participant"
    SUPPORTER = "supporter"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    ALLY = "ally"


class Tie(StrEnum):
    """How somebody is tied to a thing at this moment."""

    SELF = "self"  # it is about them: their own record, their own account
    TEAM = "team"  # they support this participant now
    SHARED = "shared"  # the participant chose to share it with them
    BEFORE = "before"  # they support them now, and the participant opened this earlier part of their record to them
    PROGRAM = "program"  # they coordinate the program it belongs to
    HANDLES = "handles"  # it came to them to look after, and it is not about them
    HOUSE = "house"  # it belongs to their organization


NAMES = {
    Role.PARTICIPANT: _("participant"),
    Role.SUPPORTER: _("peer supporter"),
    Role.COORDINATOR: _("coordinator"),
    Role.ADMINISTRATOR: _("administrator"),
    Role.AUDITOR: _("auditor"),
    Role.ALLY: _("ally"),
}

# The role under which an act is recorded when somebody holds several: the nearest to the record first.
NEAREST = (Role.PARTICIPANT, Role.SUPPORTER, Role.ALLY, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)
HEARS = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)  # who can come to look after a concern
STAFF = frozenset({Role.SUPPORTER, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR})
