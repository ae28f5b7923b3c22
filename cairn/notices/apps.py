from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "cairn.notices"
    label = "notices"

    def ready(self):
        """The sign-in of a request also says whether there is something new."""
        from cairn.people import signing_in  # models are known only now

        from . import reading

        signing_in.ALSO["told"] = reading.told
