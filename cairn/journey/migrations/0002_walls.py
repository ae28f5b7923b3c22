"""What was said and done along the way stays as it was; a review that was held cannot be changed."""

from django.db import migrations

from cairn.lib.guards import append_only, refuse

ADDED = ("decision", "settlement", "move", "remark", "tick", "telling", "leavingplan", "say")
SENTENCE = "what happened along the way is only added to"


class Migration(migrations.Migration):
    dependencies = [("journey", "0001_ground")]
    operations = [
        *(step for noun in ADDED for step in append_only(f"journey_{noun}", SENTENCE)),
        refuse("journey_review", "DELETE", "journey_review_stays", SENTENCE),
        refuse("journey_review", "UPDATE", "journey_review_held", "this review was held", "OLD.held_on IS NOT NULL"),
        refuse("journey_survey", "UPDATE", "journey_survey_no_update", "answers are never changed"),
    ]
