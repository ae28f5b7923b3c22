"""SQL that both databases understand, for the log alone. Names come from the code, values go as parameters."""

import uuid
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection

GROUPS = (128, 32, 8, 4, 2, 1)  # rows to a statement


class Sql:
    """One cursor inside a transaction. ``with Sql() as sql``; it asks what database it is once, not for every value."""

    def __enter__(self):
        self.is_sqlite = connection.vendor == "sqlite"
        self._open = connection.cursor()
        self._cursor = self._open.__enter__()
        return self

    def __exit__(self, *failure):
        return self._open.__exit__(*failure)

    def plain(self, value: Any) -> Any:
        """An id or a moment as the driver takes it: SQLite keeps both as text, as the framework does."""
        if self.is_sqlite:
            return value.hex if type(value) is uuid.UUID else connection.ops.adapt_datetimefield_value(value)
        return value

    def ask(self, question: str, values: Sequence = ()) -> list[tuple]:
        """All rows that answer."""
        self._cursor.execute(question, values)
        return self._cursor.fetchall()

    def many(self, statement: str, rows: Sequence[tuple]) -> None:
        """The statement is done for each of these."""
        if rows:
            self._cursor.executemany(statement, rows)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[tuple], tail: str = "") -> None:
        """These rows, of plain values, are in the table.

        Many rows to a statement: each statement waits for its turn among the threads of a busy process. The groups have
        few sizes, so that few statements are prepared.
        """
        start = 0
        for size in GROUPS:
            add = _insertion(table, columns, size, tail)
            while len(rows) - start >= size:
                self._cursor.execute(add, [value for row in rows[start : start + size] for value in row])
                start += size


@cache
def _insertion(table: str, columns: tuple[str, ...], size: int, tail: str) -> str:
    named, holes = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
    values = ", ".join([f"({holes})"] * size)
    return f'INSERT INTO "{table}" ({named}) VALUES {values}{tail}'  # noqa: S608 - names from the code, and holes
