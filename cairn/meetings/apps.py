from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "cairn.meetings"
    label = "meetings"
