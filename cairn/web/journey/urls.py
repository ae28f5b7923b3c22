from django.urls import path

from . import decisions, leaving, lists, own, reviews, way
from .base import OWN

ONE = "people/<uuid:pk>/way"
MINE = "mine/way"


def both(name, place, view):
    """A page about one way, for staff by its id, and for the participant without one."""
    return [
        path(f"{ONE}/{place}", view.as_view(), name=f"person-way-{name}"),
        path(f"{MINE}/{place}", view.as_view(roles=OWN), name=f"my-way-{name}"),
    ]


urlpatterns = [
    path("path", lists.Path.as_view(), name="path"),
    path("path/table.csv", lists.Table.as_view(), {"kind": "csv"}, name="path-csv"),
    path("path/table.xlsx", lists.Table.as_view(), {"kind": "xlsx"}, name="path-xlsx"),
    path("path/reviews", reviews.Due.as_view(), name="reviews-due"),
    path("path/returns", lists.Returns.as_view(), name="returns"),
    path("path/returns/<uuid:pk>", lists.Coming.as_view(), name="coming"),
    path("path/survey", lists.Survey.as_view(), name="survey-answers"),
    path("come-back", own.Come.as_view(), name="come-back"),
    path(ONE, way.Way.as_view(), name="person-way"),
    path(f"{ONE}/stage", way.Move.as_view(), name="person-way-move"),
    path(f"{ONE}/checklist", way.Tick.as_view(), name="person-way-tick"),
    path(f"{ONE}/building", way.Build.as_view(), name="person-way-build"),
    path(f"{ONE}/decision", decisions.Decide.as_view(), name="person-way-decide"),
    path(f"{ONE}/before", way.Before.as_view(), name="person-way-before"),
    path(f"{ONE}/return", lists.Write.as_view(), name="person-way-return"),
    path(MINE, own.Way.as_view(), name="my-way"),
    path(f"{MINE}/return", own.Return.as_view(), name="my-way-return"),
    path(f"{MINE}/earlier", own.Earlier.as_view(), name="my-way-earlier"),
    path(f"{MINE}/survey", leaving.Nameless.as_view(), name="my-way-survey"),
    path(f"{MINE}/keepsake.pdf", leaving.Paper.as_view(), name="my-way-keepsake-pdf"),
    path(f"{MINE}/keepsake", leaving.Keepsake.as_view(), name="my-way-keepsake"),
    path(f"{MINE}/steps/<uuid:pk>/remark", reviews.MoveRemark.as_view(), name="my-way-remark"),
    *both("beginning", "beginning", way.Beginning),
    *both("pause", "pause", way.Pause),
    *both("pause-end", "pause/end", way.PauseEnd),
    *both("reviews", "reviews", reviews.Reviews),
    *both("leaving", "leaving", leaving.Leaving),
    *both("leave", "leaving/begin", leaving.Begin),
    *both("agree", "leaving/agreement", leaving.Agree),
    *both("stay", "leaving/stay", leaving.Stay),
    *both("part", "leaving/end", leaving.Part),
    *both("code", "leaving/code", leaving.Code),
    path("reviews/<uuid:pk>", reviews.Review.as_view(), name="review"),
    path("reviews/<uuid:pk>/aside", reviews.ReviewAside.as_view(), name="review-aside"),
    path("reviews/<uuid:pk>/remark", reviews.ReviewRemark.as_view(), name="review-remark"),
    path("decisions/<uuid:pk>", decisions.Decision.as_view(), name="decision"),
    path("decisions/<uuid:pk>/answer", decisions.Answer.as_view(), name="decision-answer"),
    path("decisions/<uuid:pk>/settlement", decisions.Settle.as_view(), name="decision-settle"),
    path("decisions/<uuid:pk>/withdrawal", decisions.Withdraw.as_view(), name="decision-withdraw"),
    path("decisions/<uuid:pk>/remark", reviews.DecisionRemark.as_view(), name="decision-remark"),
]
