from django.urls import path

from . import acting, planning, views

urlpatterns = [
    path("people/<uuid:pk>/meetings/new", planning.New.as_view(), name="meeting-new"),
    path("people/<uuid:pk>/short", planning.Short.as_view(), name="short"),
    path("meetings/<uuid:pk>", views.Meeting.as_view(), name="meeting"),
    path("meetings/<uuid:pk>/times", views.Times.as_view(), name="meeting-times"),
    path("meetings/<uuid:pk>/beginning", acting.Begin.as_view(), name="meeting-begin"),
    path("meetings/<uuid:pk>/end", acting.End.as_view(), name="meeting-end"),
    path("meetings/<uuid:pk>/absence", acting.Miss.as_view(), name="meeting-miss"),
    path("meetings/<uuid:pk>/cancellation", acting.Cancel.as_view(), name="meeting-cancel"),
    path("meetings/<uuid:pk>/move", acting.Move.as_view(), name="meeting-move"),
    path("meetings/<uuid:pk>/note", acting.Note.as_view(), name="meeting-note"),
]
