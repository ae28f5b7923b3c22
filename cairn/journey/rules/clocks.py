"""When something is looked for: days counted from a day, without the days of a pause."""

import datetime

DAY = datetime.timedelta(days=1)
SOON = 14  # days ahead in which a review stands on the lists


def due_after(start, days, *, pauses=(), today):
    """The day on which ``days`` days after ``start`` have passed, not counting those of a pause.

    ``pauses``: (first day, last day or None while it goes on). A pause that goes on counts up to today.
    """
    due = start + days * DAY
    for first, last in merged(pauses, today):
        first = max(first, start + DAY)
        if first <= due and last >= first:
            due += (last - first) + DAY
    return due


def merged(pauses, today):
    """The same pauses without days that are counted twice, in order, each with a last day."""
    found = []
    for first, last in sorted((first, last or max(today, first)) for first, last in pauses):
        if found and first <= found[-1][1] + DAY:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def state(due, today):
    """late, soon or ahead."""
    if due < today:
        return "late"
    return "soon" if due <= today + SOON * DAY else "ahead"
