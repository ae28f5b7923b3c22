"""What a program went by on a day stays known: a version of its rules is added, and never changed or deleted."""

from django.db import migrations

from cairn.lib import guards


class Migration(migrations.Migration):
    dependencies = [("programs", "0003_who_made_the_rules")]

    operations = guards.append_only("programs_rules", "A version of the rules stays as it was.")
