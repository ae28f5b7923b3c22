"""What the papers room says about a way, as plain values."""

from cairn.papers import reading as papers


def facts(participation):
    """``papers`` and ``sheets`` of ``rules.checklist.Facts``: where each form stands, and the paper that it is."""
    found = papers.standing(participation)
    return {
        "papers": {key: (each.state, each.signed_on) for key, each in found.items()},
        "sheets": {key: each.open_id or each.paper_id for key, each in found.items() if each.open_id or each.paper_id},
    }
