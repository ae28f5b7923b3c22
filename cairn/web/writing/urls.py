from django.urls import path

from . import parts, views

urlpatterns = [
    path("<uuid:pk>/writing", views.Write.as_view(), name="note-write"),
    path("<uuid:pk>/ticket", views.Ticket.as_view(), name="note-ticket"),
    path("<uuid:pk>/sections/<slug:key>", views.Section.as_view(), name="note-section"),
    path("<uuid:pk>/offer", views.Offer.as_view(), name="note-offer"),
    path("<uuid:pk>/parts", parts.Parts.as_view(), name="note-parts"),
    path("<uuid:pk>/wins", parts.Wins.as_view(), name="note-wins"),
    path("<uuid:pk>/wins/<uuid:win>/removal", parts.WinRemoval.as_view(), name="note-win-removal"),
    path("<uuid:pk>/steps", parts.Steps.as_view(), name="note-steps"),
    path("<uuid:pk>/steps/<uuid:step>/removal", parts.StepRemoval.as_view(), name="note-step-removal"),
    path("<uuid:pk>/steps/<uuid:step>/mark", parts.StepMark.as_view(), name="note-step-mark"),
    path("<uuid:pk>/description", parts.Description.as_view(), name="note-description"),
    path("<uuid:pk>/feeling", parts.Feeling.as_view(), name="note-feeling"),
]
