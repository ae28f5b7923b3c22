"""Somebody new is received: a person, their way through a program, and who walks with them, in one act."""

from cairn.lib.db import atomic
from cairn.people import access, joining
from cairn.people.acts import Act
from cairn.people.roles import Role

from . import pairing
from .models import Participation


@atomic
def receive(program, *, chosen_name, by, supporter=None, pk=None, **about):
    """A new participant is in the program, with a supporter beside them when one is named. Returns the participation.

    ``pk``: the participation's id, made by the server for the form, so that pressing twice receives one person.
    """
    access.require(by, Act.PARTICIPATION_BEGIN, program)
    if pk and (there := Participation.objects.filter(pk=pk).first()):
        access.require(by, Act.PARTICIPATION_READ, there)
        return there
    person = joining.welcome(chosen_name, roles=[Role.PARTICIPANT], by=by, **about)
    participation = pairing.begin(program, person=person, by=by, pk=pk)
    if supporter is not None:
        pairing.join(participation, person=supporter, by=by)
    return participation
