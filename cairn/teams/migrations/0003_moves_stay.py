from django.db import migrations

from cairn.lib import guards


class Migration(migrations.Migration):
    """How a referral went from state to state is added to, and never changed."""

    dependencies = [("teams", "0002_referral_and_match")]

    operations = guards.append_only("teams_referralmove", "How a referral went stays as it was.")
