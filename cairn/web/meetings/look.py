"""What to know in one look before a session: steps of both, wins, how they like to be reached, what is due."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.goals import reading as goals
from cairn.journey import reading as journey
from cairn.journey.rules import clocks
from cairn.papers import reading as papers
from cairn.papers.rules import standing as stands

from .. import asking, timeline
from ..home import show as home
from ..journey import show as ways
from ..papers import show as sheets
from ..papers import show_list

WINS, DUE = 3, 4
WAITS = frozenset({stands.DRAFT, stands.WAITING, stands.DUE, stands.EXPIRED})


def look(who, meeting):
    """For whoever holds the session. Asks as much of the database however long the way is."""
    way = meeting.participation
    today = journey.today_of(way)
    return {
        "steps": home.steps(goals.open_steps(who, way), who),
        "wins": timeline.kept(goals.wins(who, way, limit=WINS), subject_id=way.person_id),
        "reach": asking.safe_lines(way.person.safe_contact, way.person.phone),
        "no_message": (way.person.safe_contact or {}).get("leave_no_message", True),
        "due": [*reviews(who, way, today), *due(way)],
    }


def reviews(who, way, today):
    """The reviews that are due soon, or late."""
    rows = [row for row in journey.ahead(who, way) if clocks.state(row.due_on, today) != "ahead"]
    return [{"what": each["kind"], "chip": each["day"], "late": each["late"], "url": each["url"]}
            for each in ways.ahead(rows, today)]  # fmt: skip


def due(way):
    """The papers that wait for words or names, or are to be looked at again."""
    found = [each for each in papers.standing(way, again=journey.again(way)).values() if each.state in WAITS]
    rows = [
        {
            "what": each.title(sheets.page_language()),
            "chip": show_list.said(each),
            "late": each.state == stands.EXPIRED,
            "url": reverse("paper", args=[each.open_id or each.paper_id]),
        }
        for each in found
    ]
    more = len(rows) - DUE
    if more > 0:
        said = _("All their papers")
        return [*rows[:DUE], {"what": said, "chip": f"+{more}", "late": False, "url": _papers(way)}]
    return rows


def _papers(way):
    return reverse("person-papers", args=[way.pk])
