"""What is sealed cannot change by any path: ORM, bulk, raw, cascade. The log is only ever added to."""

from django.db import migrations

from cairn.lib.guards import append_only, refuse

SENTENCE = "this note is sealed"
FROZEN = ("notes_head", "notes_entry", "notes_hand", "notes_answer", "notes_nextstep", "notes_kept", "notes_signature")


def frozen(table, column="note_id"):
    """Steps: rows of this table that belong to a sealed note are neither added nor changed nor deleted."""
    for doing, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        if table == "notes_note" and doing == "INSERT":
            continue
        sealed = f"EXISTS (SELECT 1 FROM notes_seal s WHERE s.note_id = {row}.{column})"
        yield refuse(table, doing, f"{table}_sealed_{doing.lower()}", SENTENCE, sealed)


class Migration(migrations.Migration):
    dependencies = [("notes", "0001_ground")]
    operations = [
        *(step for table in FROZEN for step in frozen(table)),
        *frozen("notes_note", "id"),
        *append_only("notes_seal", SENTENCE),
        *append_only("notes_entry", "the log is only added to"),
        *append_only("notes_amendment", "an amendment stays as it was written"),
        refuse("notes_latewords", "DELETE", "notes_latewords_stay", "late words are kept"),
        refuse("notes_latewords", "UPDATE", "notes_latewords_sealed", SENTENCE,
               "EXISTS (SELECT 1 FROM notes_seal s WHERE s.note_id = OLD.note_id)"),
    ]
