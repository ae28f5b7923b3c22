"""Codes that people read aloud: no letter that sounds or looks like another, no word by accident."""

import secrets

ALPHABET = "23456789ACDEFHJKMNPRTWXY"
_ALIKE = str.maketrans(
    {
        "0": "D",
        "O": "D",
        "1": "J",
        "I": "J",
        "L": "J",
        "B": "8",
        "S": "5",
        "Z": "2",
        "G": "6",
        "Q": "9",
        "U": "W",
        "V": "W",
    }
)


def make(length=8):
    """A fresh code of that many letters, 4.58 bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def normal(said):
    """The code as it is stored, from what somebody typed: case, spaces, hyphens and look-alikes do not matter."""
    return "".join(c for c in said.upper().translate(_ALIKE) if c in ALPHABET)


def spoken(code):
    """The code in groups of four, for a page or a voice."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))
