from django.urls import path

from . import answering, own, views

urlpatterns = [
    path("referrals/<uuid:pk>/match", views.ReferralMatch.as_view(), name="referral-match"),
    path("referrals/<uuid:pk>/conflicts", views.ReferralConflict.as_view(), name="referral-conflict"),
    path("people/<uuid:pk>/match", views.PersonMatch.as_view(), name="person-match"),
    path("people/<uuid:pk>/conflicts", views.PersonConflict.as_view(), name="person-conflict"),
    path("people/<uuid:pk>/wishes", views.PersonWishes.as_view(), name="person-wishes"),
    path("people/<uuid:pk>/handover", views.PersonHandover.as_view(), name="person-handover"),
    path("conflicts/<uuid:pk>/end", views.ConflictEnd.as_view(), name="conflict-end"),
    path("offers/<uuid:pk>/answer", answering.Answer.as_view(), name="offer-answer"),
    path("offers/<uuid:pk>/record", answering.Record.as_view(), name="offer-record"),
    path("offers/<uuid:pk>/withdrawal", answering.Withdraw.as_view(), name="offer-withdraw"),
    path("handovers/<uuid:pk>/word", own.HandoverWord.as_view(), name="handover-word"),
    path("my-work", own.Profile.as_view(), name="my-profile"),
    path("mine/supporter", own.MySupporter.as_view(), name="my-supporter"),
    path("mine/supporter/settled", own.Settled.as_view(), name="my-supporter-settle"),
]
