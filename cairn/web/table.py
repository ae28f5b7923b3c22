"""A list as a file to take along: what the page shows, as a table. That it left is in the history."""

from django.http import HttpResponse

from cairn.exchange import tables
from cairn.lib.words import NotHere
from cairn.people import taking

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def asked(kind):
    """The kind of file that an address names; ``NotHere`` when there is none of it."""
    if kind not in KINDS:
        raise NotHere
    return kind


def answer(name, kind, columns, rows, *, by, title):
    """The table as a download. ``name``: a word of ours, for the file and the history; ``columns``: in words."""
    asked(kind)
    taking.take(name, rows=len(rows), by=by)
    return download(name, kind, columns, rows, title=title)


def download(name, kind, columns, rows, *, title):
    """The same, for a list whose door has recorded already that it was taken along."""
    made = tables.csv(columns, rows) if kind == "csv" else tables.xlsx(columns, rows, title)
    response = HttpResponse(made, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def links(address, query):
    """[(what it is called, its address)] of both kinds, for the list as it is filtered. ``address(kind)`` is a path."""
    return [(kind.upper(), f"{address(kind)}?{query}" if query else address(kind)) for kind in KINDS]
