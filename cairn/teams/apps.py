from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "cairn.teams"
    label = "teams"
