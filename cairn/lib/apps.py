from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "cairn.lib"
    label = "lib"
