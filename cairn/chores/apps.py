from django.apps import AppConfig


class ChoresConfig(AppConfig):
    name = "cairn.chores"
    label = "chores"
