"""What came in an address or a form, as plain values; nonsense is nothing."""

import uuid


def an_id(text):
    """The id somebody chose from a list; None when it is none."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def a_number(text, otherwise=None):
    """A whole number from an address."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else otherwise
