from django.urls import path

from . import views

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("steps/<uuid:pk>/mark", views.StepMark.as_view(), name="step-mark"),
]
