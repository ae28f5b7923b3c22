from django.urls import path

from . import views

urlpatterns = [
    path("notes", views.Notes.as_view(), name="desk-notes"),
    path("notes.<slug:kind>", views.NotesTable.as_view(), name="desk-notes-table"),
    path("papers", views.Papers.as_view(), name="desk-papers"),
    path("papers.<slug:kind>", views.PapersTable.as_view(), name="desk-papers-table"),
]
