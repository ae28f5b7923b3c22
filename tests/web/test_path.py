"""The picture of the way: stones only where somebody was, and a line as far as they went."""

import pytest

from cairn.journey.rules.stages import Stage
from cairn.web.journey import drawn


@pytest.mark.parametrize(
    ("stage", "visited", "kinds", "walked"),
    [
        (Stage.TEAM_BUILDING, (), "now ahead ahead ahead ahead", 0),
        (Stage.MAKING_PROGRESS, ("getting_started",), "done done now ahead ahead", 2),
        (Stage.EXITING, (), "done ahead ahead ahead now", 4),
        (Stage.GETTING_STARTED, ("making_progress",), "done now done ahead ahead", 1),
        (Stage.EXITED, ("exited",), "done ahead ahead ahead ahead", 0),
        (Stage.EXITED, ("getting_started", "making_progress"), "done done done ahead ahead", 2),
    ],
)
def test_where_the_stones_lie(stage, visited, kinds, walked):
    path = drawn.path(stage, visited)
    assert " ".join(stone["kind"] for stone in path["stones"]) == kinds
    assert sum(line["walked"] for line in path["lines"]) == walked
