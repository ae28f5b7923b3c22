from django.urls import path

from . import views

urlpatterns = [
    path("notes", views.Notes.as_view(), name="my-notes"),
    path("team", views.Team.as_view(), name="my-team"),
    path("team/<uuid:pk>/sharing", views.Sharing.as_view(), name="my-team-sharing"),
    path("team/<uuid:pk>/code", views.AllyCode.as_view(), name="my-team-code"),
    path("team/<uuid:pk>/end", views.AllyEnd.as_view(), name="my-team-end"),
    path("history", views.History.as_view(), name="my-history"),
    path("account", views.Account.as_view(), name="my-account"),
    path("account/reach", views.Reach.as_view(), name="my-reach"),
    path("account/secret", views.Secret.as_view(), name="my-secret"),
    path("account/devices/<uuid:pk>/end", views.DeviceEnd.as_view(), name="my-device-end"),
    path("account/devices/end", views.OthersEnd.as_view(), name="my-devices-end"),
]
