from django.urls import path

from . import back, names, passing, views

urlpatterns = [
    path("<uuid:pk>", views.Show.as_view(), name="note"),
    path("<uuid:pk>/sealed", views.Sealed.as_view(), name="note-sealed"),
    path("<uuid:pk>/print", views.Print.as_view(), name="note-print"),
    path("<uuid:pk>/amendments", views.Amendments.as_view(), name="note-amendments"),
    path("<uuid:pk>/reading", back.Reading.as_view(), name="note-reading"),
    path("<uuid:pk>/sections/<slug:key>/answer", back.Answer.as_view(), name="note-answer"),
    path("<uuid:pk>/reopening", back.Reopening.as_view(), name="note-reopening"),
    path("<uuid:pk>/signature", names.Signature.as_view(), name="note-signature"),
    path("<uuid:pk>/absence", names.Absence.as_view(), name="note-absence"),
    path("<uuid:pk>/handover", passing.Handover.as_view(), name="note-handover"),
    path("<uuid:pk>/return", passing.Return.as_view(), name="note-return"),
]
