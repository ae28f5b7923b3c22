from django.urls import path

from . import views

urlpatterns = [
    path("<slug:slug>", views.Refer.as_view(), name="refer"),
    path("<slug:slug>/received", views.Received.as_view(), name="refer-received"),
]
