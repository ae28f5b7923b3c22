from django.urls import path

from . import views, wishes

urlpatterns = [
    path("notices", views.Notices.as_view(), name="notices"),
    path("notices/read", views.AllRead.as_view(), name="notices-read"),
    path("notices/<uuid:pk>", views.Open.as_view(), name="notice"),
    path("mine/notices", wishes.Wishes.as_view(), name="my-notices"),
    path("mine/notices/calendar", wishes.Calendar.as_view(), name="my-calendar"),
    path("mine/notices/calendar/end", wishes.CalendarEnd.as_view(), name="my-calendar-end"),
    path("calendar/<str:token>.ics", wishes.Dates.as_view(), name="calendar"),
]
