"""What is signed cannot change by any path, and a name that stands freezes what it stands under."""

from django.db import migrations

from cairn.lib.guards import append_only, refuse

SIGNED = "this paper is signed"
PUBLISHED = "a published text stays as it is"
NAME = ("id", "paper_id", "key_id", "kind", "person_id", "put_by_id", "role", "name", "credential", "words", "intent",
        "meaning", "method", "language", "digest", "at")


def sealed(row):
    return f"EXISTS (SELECT 1 FROM papers_seal s WHERE s.paper_id = {row})"


def named(row):
    return f"EXISTS (SELECT 1 FROM papers_name n WHERE n.paper_id = {row} AND n.voided_at IS NULL)"


def answers():
    """Steps: under a standing name or a seal no answer is added, changed or taken away."""
    for doing, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        when = f"{sealed(f'{row}.paper_id')} OR {named(f'{row}.paper_id')}"
        yield refuse("papers_answer", doing, f"papers_answer_{doing.lower()}", SIGNED, when)


CHANGED = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in NAME)


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_ground")]
    operations = [
        refuse("papers_form", "UPDATE", "papers_form_stays", "a form keeps its key and its kind"),
        refuse("papers_version", "UPDATE", "papers_version_stays", PUBLISHED, "OLD.published_at IS NOT NULL"),
        refuse("papers_version", "DELETE", "papers_version_kept", PUBLISHED, "OLD.published_at IS NOT NULL"),
        refuse("papers_paper", "UPDATE", "papers_paper_stays", SIGNED,
               f"OLD.state IN ('signed', 'declined') OR {sealed('OLD.id')}"),
        refuse("papers_paper", "DELETE", "papers_paper_kept", SIGNED,
               f"OLD.state IN ('signed', 'declined') OR {sealed('OLD.id')}"),
        *answers(),
        refuse("papers_name", "INSERT", "papers_name_late", SIGNED, sealed("NEW.paper_id")),
        refuse("papers_name", "UPDATE", "papers_name_stays", "a name stays as it was put",
               f"{sealed('OLD.paper_id')} OR OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL OR {CHANGED}"),
        refuse("papers_name", "DELETE", "papers_name_kept", "a name stays as it was put"),
        *append_only("papers_seal", SIGNED),
        *append_only("papers_copy", "that a copy was given stays written down"),
        refuse("papers_copy", "INSERT", "papers_copy_of_signed", "only a signed paper is given as a copy",
               f"NOT {sealed('NEW.paper_id')}"),
        *append_only("papers_review", "a look at a plan stays written down"),
        *append_only("papers_consent", "a consent stays as it was signed"),
        refuse("papers_consent", "INSERT", "papers_consent_of_signed", "a consent comes from a signed paper",
               f"NOT {sealed('NEW.paper_id')}"),
        *append_only("papers_revocation", "a consent that was taken back stays so"),
        *append_only("papers_release", "what left the house stays written down"),
        refuse("papers_release", "INSERT", "papers_release_covered", "this consent was taken back",
               "EXISTS (SELECT 1 FROM papers_revocation r WHERE r.consent_id = NEW.consent_id AND r.at <= NEW.at)"),
    ]
