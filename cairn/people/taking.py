"""A list leaves the house as a file, by the hand of somebody who may see it."""

from cairn.audit.recording import record
from cairn.lib.db import atomic

from . import access
from .acts import Act


@atomic
def take(name, *, rows, by):
    """That this list (a word of ours) was taken along, with so many rows, stands in the history of the house."""
    access.require(by, Act.LIST_TAKE, by.organization)
    record(Act.LIST_TAKE, by.organization, by=by, list=name, rows=rows)
