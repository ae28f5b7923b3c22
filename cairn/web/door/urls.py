from django.urls import path

from . import views

urlpatterns = [
    path("sign-in", views.SignIn.as_view(), name="sign-in"),
    path("sign-out", views.SignOut.as_view(), name="sign-out"),
    path("join", views.Join.as_view(), name="join"),
    path("join/<str:code>", views.Join.as_view(), name="join-link"),
    path("again", views.Again.as_view(), name="again"),
    path("exit", views.Exit.as_view(), name="exit"),
    path("language", views.Language.as_view(), name="language"),
    path("health", views.Health.as_view(), name="health"),
    path("robots.txt", views.Robots.as_view(), name="robots"),
    path(".well-known/security.txt", views.Security.as_view(), name="security"),
]
