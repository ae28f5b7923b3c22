"""Who and what the example stories are about, found again by the name that the stories call it."""

import datetime
from dataclasses import dataclass, field

from cairn.lib import clock
from cairn.people import joining, signing_in
from cairn.people.roles import Role


@dataclass
class Cast:
    """People by first name, ways by the first name of who walks them, programs by name, all else by a word."""

    now: datetime.datetime
    house: object = None
    people: dict = field(default_factory=dict)
    ways: dict = field(default_factory=dict)
    programs: dict = field(default_factory=dict)
    things: dict = field(default_factory=dict)

    def who(self, name):
        """The person of that first name, as they are now."""
        return self.people[name]

    def person(self, name):
        """The same, as the row that verbs are told about."""
        return self.people[name].person

    def arrive(self, example):
        """An example person is here, and can sign in."""
        staff = example.role is not Role.PARTICIPANT
        person = joining.welcome(
            example.name,
            roles=[example.role],
            by=None,
            organization=self.house,
            credential=example.credential,
            email=example.sign_in_name if staff else "",
            pronouns=example.pronouns,
            languages=list(example.languages),
        )
        self.know(person, example)

    def know(self, person, example):
        """This person is the example person: they can sign in."""
        staff = example.role is not Role.PARTICIPANT
        joining.endow(person, name="" if staff else example.sign_in_name, secret=example.secret)
        self.people[example.name.split()[0]] = signing_in.of(person)

    def remember(self, name):
        """Somebody who was here before the others, and never signs in."""
        person = joining.welcome(name, roles=[Role.PARTICIPANT], by=None, organization=self.house)
        self.people[name.split()[0]] = signing_in.of(person)


@dataclass(frozen=True)
class Moment:
    """Something that happened so many days ago, at that hour (UTC): ``deed(cast, *args, **more)``."""

    days: int
    hour: int
    deed: object
    args: tuple
    more: dict

    def tell(self, cast):
        """It happens, with the clock stopped at its moment."""
        at = (cast.now - datetime.timedelta(days=self.days)).replace(hour=self.hour, minute=0, second=0, microsecond=0)
        with clock.stopped(at):
            self.deed(cast, *self.args, **self.more)


def on(days, deed, /, *args, hour=17, **more):
    """A moment of a story."""
    return Moment(days, hour, deed, args, more)
