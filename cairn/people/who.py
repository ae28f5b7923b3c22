"""Who asks: a person with the roles they hold at this moment."""

from dataclasses import dataclass, field

from .roles import NEAREST, Role


@dataclass(frozen=True, slots=True)
class Who:
    """The one who acts (``by``) or asks. Made from the database, never from what a browser sends."""

    person: object
    roles: frozenset = frozenset()
    sign_in: object = field(default=None, compare=False)

    @property
    def person_id(self):
        """The person's id."""
        return self.person.pk

    @property
    def organization(self):
        """Their organization."""
        return self.person.organization

    @property
    def organization_id(self):
        """Their organization's id."""
        return self.person.organization_id

    @property
    def zone(self):
        """The zone in which this person reads times."""
        return self.person.zone or self.organization.zone

    def is_a(self, *roles):
        """True when they hold one of these roles."""
        return not self.roles.isdisjoint(roles)

    def role_for(self, about):
        """The role under which something is done to this: participant in their own record, else the nearest."""
        own = getattr(about, "subject_id", None) == self.person_id
        if own and Role.PARTICIPANT in self.roles:
            return Role.PARTICIPANT
        return next(
            (r for r in NEAREST if r in self.roles and (own or r is not Role.PARTICIPANT or len(self.roles) == 1)), ""
        )
