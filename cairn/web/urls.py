"""Every address of the house. Each slice names its own; an address says a thing, never a person."""

from django.urls import include, path

urlpatterns = [
    path("", include("cairn.web.door.urls")),
    path("", include("cairn.web.home.urls")),
    path("people", include("cairn.web.people.urls")),
    path("refer/", include("cairn.web.refer.urls")),
    path("referrals", include("cairn.web.referrals.urls")),
    path("", include("cairn.web.matching.urls")),
    path("mine/", include("cairn.web.mine.urls")),
    path("", include("cairn.web.journey.urls")),
    path("", include("cairn.web.notices.urls")),
    path("house", include("cairn.web.house.urls")),
    path("", include("cairn.web.concerns.urls")),
    path("desk/", include("cairn.web.desk.urls")),
    path("", include("cairn.web.forms.urls")),
    path("", include("cairn.web.meetings.urls")),
    path("", include("cairn.web.papers.urls")),
    path("notes/", include("cairn.web.notes.urls")),
    path("notes/", include("cairn.web.writing.urls")),
]

handler400 = "cairn.web.errors.odd"
handler404 = "cairn.web.errors.not_here"
handler500 = "cairn.web.errors.broken"
