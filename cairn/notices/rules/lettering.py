"""The words of every message, all of them. Nothing goes in but a neutral name and the address of the site.

Whoever finds the message learns that a site has something new, and nothing about whom it is for or what it is.
"""

TEXTS = {
    "en": ("Something new", "There is something new for you to see."),
    "es": ("Algo nuevo", "Hay algo nuevo para ver."),
}


def letter(language, *, site, neutral_name=""):
    """``(subject, words)`` of a message. ``neutral_name``: what the person chose to be called from."""
    subject, words = TEXTS.get(language[:2], TEXTS["en"])
    return subject, "\n\n".join(part for part in (words, f"{site}/sign-in", name(neutral_name)) if part)


def text(language, *, site):
    """The same for a text message, in one line."""
    return f"{TEXTS.get(language[:2], TEXTS['en'])[1]} {site}/sign-in"


def name(said):
    """A neutral name on one short line, so that nothing else gets in with it."""
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())[:60]
