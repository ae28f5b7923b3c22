"""Rows of a database that were made once, laid down again as they were: a town for every test without building it anew.

Built by verbs, the town costs more than most tests that stand on it. So it is built once for each database, its rows
are kept as the database gave them, and every further test gets the same rows in one statement per table.
"""

from django.db import connection

BEGUN = {"seq": 0, "hash": b""}  # the head of a history follows its events by itself, so it is laid as it began


def take():
    """[(table, columns, rows)] of every row that is there now, but for what Django keeps for itself."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if not t.startswith("django_")]
        return [found for table in tables if (found := _rows(cursor, table))[2]]


def lay(pressed):
    """These rows are there again, in the transaction of this moment. Nothing else of theirs was there before."""
    with connection.cursor() as cursor:
        for table, columns, rows in pressed:
            names = ", ".join(connection.ops.quote_name(column) for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)
        if connection.vendor == "postgresql":
            _count_on(cursor, pressed)


def _rows(cursor, table):
    """Events in the order of their history, all else as it lies there."""
    cursor.execute(f'SELECT * FROM "{table}"' + (" ORDER BY organization_id, seq" if table == "audit_event" else ""))
    columns = [column[0] for column in cursor.description]
    rows = [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor.fetchall()]
    if table == "audit_chain":
        rows = [tuple(BEGUN.get(name, v) for name, v in zip(columns, row, strict=True)) for row in rows]
    return table, columns, rows


def _count_on(cursor, pressed):
    """Numbers that the database gives out go on after those that were laid down."""
    for table, columns, rows in pressed:
        numbers = [row[columns.index("id")] for row in rows] if "id" in columns else []
        if numbers and isinstance(numbers[0], int):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {max(numbers)})")
