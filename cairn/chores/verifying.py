"""Walk everything that must not have changed."""

from cairn.audit import verifying as histories
from cairn.notes import verifying as notes
from cairn.papers import verifying as papers


def walk():
    """{"whole": bool, "organizations": [...]}: every history and every seal, with the first break of each."""
    found = []
    for history in histories.histories():
        seals, signed = notes.seals(history.organization_id), papers.seals(history.organization_id)
        found.append(
            {
                "organization": str(history.organization_id),
                "events": history.links,
                "head": history.head,
                "seals": seals.notes,
                "amendments": seals.amendments,
                "papers": signed.papers,
                "broken": history.broken or seals.broken or signed.broken,
            }
        )
    return {"whole": not any(row["broken"] for row in found), "organizations": found}


def lines(found):
    """The same in sentences."""
    for row in found["organizations"]:
        if row["broken"]:
            yield f"BROKEN in organization {row['organization']}: {row['broken']}"
        else:
            yield (
                f"Organization {row['organization']}: {row['events']} events, {row['seals']} seals, "
                f"{row['amendments']} amendments and {row['papers']} signed papers are whole. Head {row['head']}"
            )
    yield (
        "Everything is whole."
        if found["whole"]
        else "Something was changed. Keep this database as it is and look at it before you go on."
    )
