"""SQL that both databases understand, for the log alone. Names come from the code, values go as parameters."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection


def insert(table: str, columns: Sequence[str], rows: Sequence[tuple], tail: str = "") -> None:
    """These rows are in the table. Names come from this file, values go as parameters."""
    named, holes = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
    add = f'INSERT INTO "{table}" ({named}) VALUES ({holes}){tail}'  # noqa: S608 - names from the code, and holes
    many(add, [tuple(map(plain, row)) for row in rows])


def ask(sql: str, values: Sequence) -> list[tuple]:
    """All rows that answer."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def many(sql: str, rows: Sequence[tuple]) -> None:
    """The statement is done for each of these."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def plain(value: Any) -> Any:
    """A value as the driver takes it: SQLite keeps ids and moments as text, as the framework does."""
    if connection.vendor == "sqlite":
        if type(value) is uuid.UUID:
            return value.hex
        if not isinstance(value, (int, bytes, str)):
            return connection.ops.adapt_datetimefield_value(value)
    return value
