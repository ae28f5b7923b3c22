from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "cairn.papers"
    label = "papers"
