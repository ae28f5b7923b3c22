from django.urls import path

from . import ruling, views

urlpatterns = [
    path("", views.House.as_view(), name="house"),
    path("/welcome", views.Welcome.as_view(), name="house-welcome"),
    path("/people/<uuid:pk>", views.Person.as_view(), name="house-person"),
    path("/people/<uuid:pk>/roles", views.Grant.as_view(), name="house-grant"),
    path("/people/<uuid:pk>/code", views.Code.as_view(), name="house-code"),
    path("/roles/<uuid:pk>/end", views.Revoke.as_view(), name="house-revoke"),
    path("/programs/new", views.Found.as_view(), name="house-found"),
    path("/programs/<uuid:pk>", views.Program.as_view(), name="house-program"),
    path("/programs/<uuid:pk>/rules", ruling.Rules.as_view(), name="house-rules"),
    path("/programs/<uuid:pk>/coordinators/<uuid:person>/end", views.Discharge.as_view(), name="house-discharge"),
    path("/history", views.History.as_view(), name="house-history"),
]
