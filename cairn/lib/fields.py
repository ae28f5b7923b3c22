"""Encrypted fields. The row names its key; the field opens when it is first read."""

import json

from django.db import models

from . import keys


class _Shut:
    """A value as it lies in the database, not opened yet."""

    __slots__ = ("blob",)

    def __init__(self, blob):
        self.blob = bytes(blob)


class _Opening:
    """Opens the field when somebody reads it, once per instance."""

    def __init__(self, field):
        self.field = field

    def __get__(self, row, owner=None):
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        value = row.__dict__[name]
        if isinstance(value, _Shut):
            value = row.__dict__[name] = self.field.opened(row, value.blob)
        return value

    def __set__(self, row, value):
        row.__dict__[self.field.attname] = value


class Sealed(models.BinaryField):
    """Text that only its key opens, bound to table, field and row. "" is stored as text too, and stays "".

    The row must have ``key_id`` (a ``lib.Key``) and an id that is known before it is saved.
    """

    def __init__(self, *args, **kwargs):
        kwargs["editable"] = True
        super().__init__(*args, **kwargs)

    nothing: object = ""

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, name, _Opening(self))

    def get_default(self):
        return self.nothing() if callable(self.nothing) else self.nothing

    def from_db_value(self, value, expression, connection):
        return None if value is None else _Shut(value)

    def bound(self, row):
        """The bytes that bind a value to its place."""
        return f"{row._meta.db_table}|{self.attname}|{row.pk}".encode()

    def opened(self, row, blob):
        """The plain value."""
        return self.loads(keys.decrypt(row.key_id, blob, self.bound(row)))

    def pre_save(self, row, add):
        """What goes to the database: as it lay there when nobody opened it, else encrypted anew."""
        value = row.__dict__.get(self.attname)
        if value is None or isinstance(value, _Shut):
            return value.blob if value else None
        return keys.encrypt(row.key_id, self.dumps(value), self.bound(row))

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is None:
            return None
        if not isinstance(value, bytes):
            raise TypeError("An encrypted field is saved through its row; queries cannot set or compare it.")
        return connection.Database.Binary(value)

    def value_to_string(self, row):
        raise TypeError("An encrypted field is not serialized.")

    def dumps(self, value):
        """Plain value to bytes."""
        if not isinstance(value, str):
            raise TypeError("This encrypted field holds text.")
        return value.encode()

    def loads(self, data):
        """Bytes to plain value."""
        return data.decode()


class SealedJson(Sealed):
    """The same for lists and dictionaries."""

    nothing = list

    def dumps(self, value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def loads(self, data):
        return json.loads(data)
