"""The keys' own table, and what every noun of the house has."""

import os

from django.db import models

from . import ids, keys


class Key(models.Model):
    """One key, wrapped by its parent, or by the root key when it has none. Deleting the row erases all under it."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    wrapped = models.BinaryField()

    @classmethod
    def make(cls, under=None):
        """A fresh key, saved, wrapped by ``under`` (a Key) or by the root key."""
        key = cls(parent=under)
        parent = keys.ring.root if under is None else keys.ring.raw(under.pk)
        key.wrapped = keys.wrap(parent, key.pk, os.urandom(32))
        key.save(force_insert=True)
        return key


def _fetch(ids):
    rows = Key.objects.filter(pk__in=ids).values_list("pk", "parent_id", "wrapped")
    return {pk: (parent, wrapped) for pk, parent, wrapped in rows}


keys.ring.fetch = _fetch


class Noun(models.Model):
    """A row with an id that the server made before it was saved."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)

    class Meta:
        abstract = True
