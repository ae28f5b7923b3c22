from django.urls import path

from . import designing, library, manual, publishing, texts

HOUSE = "house/papers"
DRAFT = f"{HOUSE}/drafts/<uuid:pk>"

urlpatterns = [
    path(HOUSE, library.Library.as_view(), name="forms"),
    path(f"{HOUSE}/new", library.New.as_view(), name="form-new"),
    path(f"{HOUSE}/import", library.Import.as_view(), name="form-import"),
    path(f"{HOUSE}/manual", manual.Manual.as_view(roles=manual.HOUSE), name="house-manual"),
    path(f"{HOUSE}/<uuid:pk>", texts.Form.as_view(), name="form"),
    path(f"{HOUSE}/<uuid:pk>/draft", library.Begin.as_view(), name="form-begin"),
    path(f"{HOUSE}/<uuid:pk>/restoration", library.Restore.as_view(), name="form-restore"),
    path(f"{HOUSE}/texts/<uuid:pk>", texts.Text.as_view(), name="form-text"),
    path(f"{HOUSE}/texts/<uuid:pk>/print", texts.Print.as_view(), name="form-text-print"),
    path(f"{HOUSE}/texts/<uuid:pk>/pdf", texts.Pdf.as_view(), name="form-text-pdf"),
    path(f"{HOUSE}/texts/<uuid:pk>/questionnaire", texts.File.as_view(), name="form-text-file"),
    path(f"{HOUSE}/texts/<uuid:pk>/differences", texts.Differences.as_view(), name="form-text-differences"),
    path(DRAFT, designing.Draft.as_view(), name="form-draft"),
    path(f"{DRAFT}/about", designing.About.as_view(), name="form-draft-about"),
    path(f"{DRAFT}/parts/new", designing.NewPart.as_view(), name="form-draft-part-new"),
    path(f"{DRAFT}/parts/<slug:item>", designing.Part.as_view(), name="form-draft-part"),
    path(f"{DRAFT}/parts/<slug:item>/place", designing.Move.as_view(), name="form-draft-move"),
    path(f"{DRAFT}/parts/<slug:item>/removal", designing.Remove.as_view(), name="form-draft-remove"),
    path(f"{DRAFT}/undo", designing.Undo.as_view(), name="form-draft-undo"),
    path(f"{DRAFT}/removal", designing.Drop.as_view(), name="form-draft-drop"),
    path(f"{DRAFT}/preview", publishing.Preview.as_view(), name="form-draft-preview"),
    path(f"{DRAFT}/publication", publishing.Publish.as_view(), name="form-draft-publish"),
    path("manual", manual.Manual.as_view(roles=manual.WORKERS), name="manual"),
    path("mine/manual", manual.Manual.as_view(roles=manual.OWN), name="my-manual"),
    path("manual/pdf", manual.Pdf.as_view(), name="manual-pdf"),
    path("texts/<slug:key>", texts.Reading.as_view(), name="text"),
    path("texts/<slug:key>/pdf", texts.ReadingPdf.as_view(), name="text-pdf"),
]
