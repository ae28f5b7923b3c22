from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "cairn.concerns"
    label = "concerns"
