"""What happens before a way: a referral comes, somebody gets in touch, a match is offered, both answer."""

from cairn.concerns import handling, raising
from cairn.lib import ids
from cairn.people import granting
from cairn.teams import matching, offering, referring
from cairn.teams import reading as teams

from . import examples


def received(cast, thing, said, *, by="Sam", program=None):
    """A referral that somebody who works here wrote down."""
    program = cast.programs[program] if program else None
    cast.things[thing] = referring.receive_referral(said, by=cast.who(by), program=program)


def sent(cast, said):
    """A referral that came over the page that anybody may open."""
    referring.receive_public(cast.house.slug, said, network="203.0.113.7", pk=ids.uuid7())


def contacted(cast, thing, *, how, words, reached=True, by="Sam"):
    """Somebody got in touch, or tried to."""
    referring.contact(cast.things[thing], how=how, reached=reached, words=words, by=cast.who(by))


def waits(cast, thing, reason="", *, by="Sam"):
    """They stand on the waiting list."""
    referring.wait(cast.things[thing], reason=reason, by=cast.who(by))


def declined(cast, thing, reason, *, by="Sam"):
    """The house does not take this up."""
    referring.decline(cast.things[thing], reason=reason, by=cast.who(by))


def withdrawn(cast, thing, reason, *, by="Sam"):
    """They chose not to go on."""
    referring.withdraw(cast.things[thing], reason=reason, by=cast.who(by))


def offered(cast, thing, supporter, *, by="Sam"):
    """A match with that supporter is offered."""
    offer = offering.offer(cast.things[thing], supporter=cast.person(supporter), by=cast.who(by))
    cast.things[f"{thing} offer"] = offer


def answered(cast, thing, *, side, by, choice="yes", how=""):
    """One of the two answers, or somebody writes down how they did."""
    offering.answer(cast.things[f"{thing} offer"], side=side, choice=choice, how=how, by=cast.who(by))


def came(cast, name, *, by="Sam"):
    """Their way has begun with the match; they are given how to sign in."""
    example = next(each for each in examples.PEOPLE if each.name.split()[0] == name)
    referral = teams.referral_for(cast.who(by), cast.things[name].pk)
    way = cast.ways[name] = referral.participation
    granting.change(way.person, by=cast.who(by), through=way, pronouns=example.pronouns)
    cast.know(way.person, example)


def profiled(cast, name, said, *, capacity=None, paused=False):
    """A supporter says what they bring, and for how many they have room."""
    matching.keep_profile(said, capacity=capacity, paused=paused, by=cast.who(name))


def kept_apart(cast, thing, supporter, *, kind, words, by="Sam"):
    """These two are not to be matched. ``thing``: a referral, or the first name of whose way it is."""
    about = cast.things.get(thing) or cast.ways[thing]
    matching.say_conflict(about, supporter=cast.person(supporter), kind=kind, words=words, by=cast.who(by))


def wished(cast, name, said, *, asks=""):
    """They say what they wish for in a supporter."""
    matching.wish(cast.ways[name], said, asks=asks, by=cast.who(name))


# -- something is wrong


def raised(cast, thing, name, said, *, named=None, program="Peer Bridges"):
    """A concern is raised by somebody who is signed in."""
    cast.things[thing] = raising.begin(
        cast.house, said=said, by=cast.who(name), named=cast.person(named) if named else None,
        program=cast.programs[program],
    )  # fmt: skip


def raised_unnamed(cast, thing, said):
    """A concern comes through the open page, from nobody known."""
    cast.things[thing], _code = raising.receive(cast.house, said=said, pk=ids.uuid7())


def heard(cast, thing, words, *, by="Sam"):
    """Whoever raised it can see that it was heard, and somebody looks after it."""
    handling.acknowledge(cast.things[thing], words=words, by=cast.who(by))
    handling.assign(cast.things[thing], person=cast.person(by), by=cast.who(by))


def settled(cast, thing, *, done, came_of_it, told, by="Sam"):
    """Something was done about it, whoever raised it was told, and it is closed."""
    concern, who = cast.things[thing], cast.who(by)
    handling.act(concern, words=done, by=who)
    handling.settle(concern, words=came_of_it, by=who)
    handling.tell(concern, how="here", words=told, by=who)
    handling.close(concern, by=who)
