from django.urls import path

from . import reach, views

urlpatterns = [
    path("", views.People.as_view(), name="people"),
    path("/new", views.New.as_view(), name="person-new"),
    path("/<uuid:pk>", views.Person.as_view(), name="person"),
    path("/<uuid:pk>/about", views.About.as_view(), name="person-about"),
    path("/<uuid:pk>/reach", reach.Reach.as_view(), name="person-reach"),
    path("/<uuid:pk>/code", views.Code.as_view(), name="person-code"),
    path("/<uuid:pk>/history", views.History.as_view(), name="person-history"),
    path("/<uuid:pk>/team", views.Team.as_view(), name="person-team"),
    path("/<uuid:pk>/team/<uuid:member>/end", views.TeamEnd.as_view(), name="person-team-end"),
]
