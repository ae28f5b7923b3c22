"""How the example people sign in: secrets made from the root key, so that no two installations share one."""

from dataclasses import dataclass

from cairn.lib import keys
from cairn.people import rules
from cairn.people.roles import Role

WORDS = [
    "amber",
    "anchor",
    "autumn",
    "basket",
    "birch",
    "blanket",
    "bridge",
    "candle",
    "canyon",
    "cedar",
    "cherry",
    "clover",
    "comet",
    "copper",
    "coral",
    "cotton",
    "cricket",
    "daisy",
    "ember",
    "fable",
    "falcon",
    "feather",
    "fern",
    "garden",
    "ginger",
    "harbor",
    "hazel",
    "honey",
    "island",
    "ivory",
    "juniper",
    "kettle",
    "lantern",
    "lemon",
    "lilac",
    "maple",
    "meadow",
    "mellow",
    "mitten",
    "morning",
    "nutmeg",
    "oak",
    "olive",
    "orchard",
    "otter",
    "paper",
    "pebble",
    "pepper",
    "pine",
    "plum",
    "prairie",
    "quilt",
    "rain",
    "river",
    "saffron",
    "silver",
    "sparrow",
    "summer",
    "thistle",
    "timber",
    "velvet",
    "violet",
    "walnut",
    "willow",
]


@dataclass(frozen=True)
class Example:
    """One of the example people, and how they sign in."""

    name: str
    role: Role
    sign_in_name: str
    pronouns: str = ""
    credential: str = ""
    languages: tuple = ("en",)

    @property
    def secret(self):
        """Their PIN or passphrase on this installation."""
        return pin(self.sign_in_name) if self.role is Role.PARTICIPANT else passphrase(self.sign_in_name)


HOUSE = "Hope Street Peer Network"
PEOPLE = (
    Example("Avery Moss", Role.SUPPORTER, "avery@hopestreet.example", "they/them", "Certified Peer Specialist"),
    Example("Jordan Rivera", Role.PARTICIPANT, "jordan river", "she/her"),
    Example("Sam Kowalski", Role.COORDINATOR, "sam@hopestreet.example", "he/him"),
    Example("Robin Achterberg", Role.ADMINISTRATOR, "robin@hopestreet.example", "she/her"),
    Example("Noor Haddad", Role.AUDITOR, "noor@hopestreet.example"),
    Example("Dee Palmer", Role.SUPPORTER, "dee@hopestreet.example", "she/her", "Peer Recovery Coach"),
    Example("Luis Ortega", Role.PARTICIPANT, "luis bridge", "él", languages=("es", "en")),
    Example("Casey Thompson-Okonkwo", Role.PARTICIPANT, "casey sky", "they/them"),
)


def passphrase(seed):
    """Five words."""
    stream = keys.derive("example passphrase", seed)
    return " ".join(WORDS[byte % len(WORDS)] for byte in stream[:5])


def pin(seed):
    """Six digits that are not easy to guess."""
    for turn in range(100):
        digits = f"{int.from_bytes(keys.derive('example pin', seed, turn)[:8], 'big') % 1_000_000:06}"
        if not rules.why_not_pin(digits):
            return digits
    raise AssertionError("a hundred easy PINs in a row")
