from django.apps import AppConfig


class JourneyConfig(AppConfig):
    name = "cairn.journey"
    label = "journey"
