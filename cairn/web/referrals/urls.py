from django.urls import path

from . import acting, views

urlpatterns = [
    path("", views.Referrals.as_view(), name="referrals"),
    path("/new", views.New.as_view(), name="referral-new"),
    path("/table/<str:kind>", views.Table.as_view(), name="referrals-table"),
    path("/<uuid:pk>", views.Referral.as_view(), name="referral"),
    path("/<uuid:pk>/details", views.Details.as_view(), name="referral-details"),
    path("/<uuid:pk>/contacts", acting.Contact.as_view(), name="referral-contact"),
    path("/<uuid:pk>/moves", acting.Move.as_view(), name="referral-move"),
    path("/<uuid:pk>/same", acting.Merge.as_view(), name="referral-merge"),
    path("/same/<uuid:pk>/end", acting.Part.as_view(), name="referral-part"),
]
