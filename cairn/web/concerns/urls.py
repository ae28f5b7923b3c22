from django.urls import path

from . import handler, house, open_page, own, serious

urlpatterns = [
    path("concerns", handler.Concerns.as_view(), name="concerns"),
    path("concerns/closed", handler.Closed.as_view(), name="concerns-closed"),
    path("mine/concerns/new", own.Raise.as_view(), name="concern-new"),
    path("mine/concerns", own.Mine.as_view(), name="my-concerns"),
    path("mine/concerns/<uuid:pk>", own.One.as_view(), name="my-concern"),
    path("concerns/<uuid:pk>", handler.One.as_view(), name="concern"),
    path("concerns/<uuid:pk>/acknowledgement", handler.Acknowledge.as_view(), name="concern-acknowledgement"),
    path("concerns/<uuid:pk>/assignment", handler.Assign.as_view(), name="concern-assignment"),
    path("concerns/<uuid:pk>/action", handler.Act.as_view(), name="concern-action"),
    path("concerns/<uuid:pk>/answer", handler.Answer.as_view(), name="concern-answer"),
    path("concerns/<uuid:pk>/outcome", handler.Settle.as_view(), name="concern-outcome"),
    path("concerns/<uuid:pk>/telling", handler.Tell.as_view(), name="concern-telling"),
    path("concerns/<uuid:pk>/closure", handler.Close.as_view(), name="concern-closure"),
    path("concerns/<uuid:pk>/reopening", handler.Reopen.as_view(), name="concern-reopening"),
    path("concerns/<uuid:pk>/route", handler.Route.as_view(), name="concern-route"),
    path("people/<uuid:pk>/serious", serious.Write.as_view(), name="person-serious"),
    path("serious", serious.Written.as_view(), name="serious-written"),
    path("serious/<uuid:pk>", serious.One.as_view(), name="serious"),
    path("house/concerns", house.Concerns.as_view(), name="house-concerns"),
    path("house/concerns/lines", house.Lines.as_view(), name="house-lines"),
    path("house/concerns/second", house.Second.as_view(), name="house-second"),
    path("house/concerns/guidance", house.Words.as_view(), name="house-guidance"),
    path("concern/<slug:slug>", open_page.Open.as_view(), name="concern-open"),
    path("follow", open_page.Follow.as_view(), name="concern-follow"),
]
