"""Walls in the database itself, in the words of both databases."""

from django.db import migrations


def refuse(table, doing, name, sentence, when=""):
    """A migration step: ``doing`` (UPDATE, DELETE or INSERT) on ``table`` is refused with that sentence.

    ``when`` is a condition in SQL that both databases understand, over OLD and NEW; always, when empty.
    """

    def build(apps, editor):
        for sql in _build(editor.connection.vendor, table, doing, name, sentence, when):
            editor.execute(sql, params=None)

    def tear(apps, editor):
        for sql in _tear(editor.connection.vendor, table, name):
            editor.execute(sql, params=None)

    return migrations.RunPython(build, tear)


def _build(vendor, table, doing, name, sentence, when):
    if vendor == "sqlite":
        clause = f" WHEN {when}" if when else ""
        return [f"CREATE TRIGGER {name} BEFORE {doing} ON {table}{clause} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"]
    # A WHEN clause of PostgreSQL takes no subquery, so the condition stands inside the function.
    row = "OLD" if doing == "DELETE" else "NEW"
    raise_ = f"RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{sentence}';"
    body = f"IF {when} THEN {raise_} END IF;" if when else raise_
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN {row}; END $$",
        f"CREATE TRIGGER {name} BEFORE {doing} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _tear(vendor, table, name):
    if vendor == "sqlite":
        return [f"DROP TRIGGER {name}"]
    return [f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"]


def append_only(table, sentence):
    """Migration steps: rows of this table are added, and never changed or deleted."""
    return [refuse(table, doing, f"{table}_no_{doing.lower()}", sentence) for doing in ("UPDATE", "DELETE")]


def run(sqlite, postgresql, undo_sqlite, undo_postgresql):
    """A migration step with its own SQL for each database."""

    def forward(apps, editor):
        editor.execute(sqlite if editor.connection.vendor == "sqlite" else postgresql, params=None)

    def back(apps, editor):
        editor.execute(undo_sqlite if editor.connection.vendor == "sqlite" else undo_postgresql, params=None)

    return migrations.RunPython(forward, back)
