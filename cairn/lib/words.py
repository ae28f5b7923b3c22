"""Sentences for people: marked here, translated by the page."""


def _(sentence):
    """Mark a sentence for translation. It stays a plain ``str``, so rules need no Django."""
    return sentence


class Refused(Exception):
    """Something could not be done, and this is the sentence that the person should read.

    ``values`` fill the sentence's named places after it is translated. ``field`` names the input it is about.
    """

    def __init__(self, sentence, field="", **values):
        super().__init__(sentence)
        self.sentence, self.field, self.values = sentence, field, values


class NotHere(Exception):
    """There is nothing here for this person: it is missing, or it is not theirs. Nobody learns which."""
