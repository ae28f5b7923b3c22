from django.urls import path

from . import card, consents, copies, filling, lasting, lists, names, passing, releases

urlpatterns = [
    # one's own, without an id of a person
    path("mine/papers", lists.Own.as_view(), name="my-papers"),
    path("mine/papers/new", lists.OwnBegin.as_view(), name="my-paper-begin"),
    path("mine/consents", consents.Own.as_view(), name="my-consents"),
    path("mine/card", card.Own.as_view(), name="my-card"),
    path("mine/card/file", card.OwnPdf.as_view(), name="my-card-pdf"),
    # of somebody one walks with
    path("people/<uuid:pk>/papers", lists.Of.as_view(), name="person-papers"),
    path("people/<uuid:pk>/papers/new", lists.Begin.as_view(), name="person-paper-begin"),
    path("people/<uuid:pk>/consents", consents.Of.as_view(), name="person-consents"),
    path("people/<uuid:pk>/releases/new", releases.New.as_view(), name="person-release-new"),
    path("people/<uuid:pk>/card", card.Of.as_view(), name="person-card"),
    path("people/<uuid:pk>/card/file", card.OfPdf.as_view(), name="person-card-pdf"),
    # one paper
    path("papers/<uuid:pk>", copies.Show.as_view(), name="paper"),
    path("papers/<uuid:pk>/filling", filling.Filling.as_view(), name="paper-filling"),
    path("papers/<uuid:pk>/item", filling.Item.as_view(), name="paper-item"),
    path("papers/<uuid:pk>/news", filling.News.as_view(), name="paper-news"),
    path("papers/<uuid:pk>/reading", names.Reading.as_view(), name="paper-reading"),
    path("papers/<uuid:pk>/signature", names.Signature.as_view(), name="paper-signature"),
    path("papers/<uuid:pk>/agreement", names.Agreement.as_view(), name="paper-agreement"),
    path("papers/<uuid:pk>/witness", names.Witness.as_view(), name="paper-witness"),
    path("papers/<uuid:pk>/refusal", names.Refusal.as_view(), name="paper-refusal"),
    path("papers/<uuid:pk>/finish", names.Finish.as_view(), name="paper-finish"),
    path("papers/<uuid:pk>/copy", copies.Copy.as_view(), name="paper-copy"),
    path("papers/<uuid:pk>/print", copies.Print.as_view(), name="paper-print"),
    path("papers/<uuid:pk>/file", copies.Pdf.as_view(), name="paper-pdf"),
    path("papers/<uuid:pk>/renewal", lasting.Renewal.as_view(), name="paper-renewal"),
    path("papers/<uuid:pk>/newer", lasting.Newer.as_view(), name="paper-newer"),
    path("papers/<uuid:pk>/changes", lasting.Changes.as_view(), name="paper-changes"),
    path("papers/<uuid:pk>/review", lasting.Review.as_view(), name="paper-review"),
    path("papers/<uuid:pk>/removal", lasting.Removal.as_view(), name="paper-removal"),
    path("papers/<uuid:pk>/handover", passing.Handover.as_view(), name="paper-handover"),
    path("papers/<uuid:pk>/return", passing.Return.as_view(), name="paper-return"),
    # one permission
    path("consents/<uuid:pk>", consents.Show.as_view(), name="consent"),
    path("consents/<uuid:pk>/revocation", consents.Revocation.as_view(), name="consent-revocation"),
    path("consents/<uuid:pk>/letters/<uuid:release>", consents.Letter.as_view(), name="consent-letter"),
]
