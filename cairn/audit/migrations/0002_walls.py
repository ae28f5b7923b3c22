"""The history is append only and gapless, in the database itself; the head follows the last event."""

from django.db import migrations

from cairn.lib.guards import append_only, refuse, run

_IN_PLACE = """NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.organization_id = NEW.organization_id
    AND c.seq + 1 = NEW.seq AND c.hash = NEW.previous)"""
_FOLLOW = "UPDATE audit_chain SET seq = NEW.seq, hash = NEW.hash WHERE organization_id = NEW.organization_id"
_OUT_OF_STEP = """NOT (NEW.organization_id = OLD.organization_id AND EXISTS (SELECT 1 FROM audit_event e
    WHERE e.organization_id = NEW.organization_id AND e.seq = NEW.seq AND e.hash = NEW.hash AND NEW.seq = OLD.seq + 1))"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_ground")]
    operations = [
        *append_only("audit_event", "history is only added to"),
        refuse("audit_event", "INSERT", "audit_event_in_place", "history has no gap", _IN_PLACE),
        run(
            f"CREATE TRIGGER audit_head AFTER INSERT ON audit_event BEGIN {_FOLLOW}; END",
            f"""CREATE FUNCTION audit_head() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_FOLLOW}; RETURN NULL; END $$;
                CREATE TRIGGER audit_head AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_head()""",
            "DROP TRIGGER audit_head",
            "DROP TRIGGER audit_head ON audit_event; DROP FUNCTION audit_head()",
        ),
        refuse("audit_chain", "UPDATE", "audit_chain_follows", "the head only follows the history", _OUT_OF_STEP),
        refuse("audit_chain", "DELETE", "audit_chain_stays", "the head of a history stays"),
    ]
