"""What was said stays as it was said; who is kept out stays out; steps are only added."""

from django.db import migrations

from cairn.lib.guards import append_only, refuse

SAID = (
    "organization_id", "key_id", "program_id", "raised_by_id", "raised_at", "code_index", "kind", "urgency", "answer",
    "what", '"when"', "tried", "wish", "whom", "name", "contact",
)  # fmt: skip
_OTHERWISE = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in SAID)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0001_ground")]
    operations = [
        refuse("concerns_concern", "UPDATE", "concerns_concern_as_said", "a concern stays as it was said", _OTHERWISE),
        refuse("concerns_concern", "UPDATE", "concerns_concern_around", "a concern that goes around stays around",
               "OLD.around AND NOT NEW.around"),
        refuse("concerns_concern", "DELETE", "concerns_concern_stays", "a concern stays"),
        *append_only("concerns_keptout", "who is kept out of a concern stays out"),
        *append_only("concerns_step", "a step of a concern stays as it was taken"),
        *append_only("concerns_guidance", "what was said stays readable"),
        *append_only("concerns_serious", "what was written down stays as it was written"),
    ]
