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
    about: str = ""  # where they are, for whoever looks for somebody to sign in as

    @property
    def secret(self):
        """Their PIN or passphrase on this installation."""
        return pin(self.sign_in_name) if self.role is Role.PARTICIPANT else passphrase(self.sign_in_name)


HOUSE = "Hope Street Peer Network"
SECOND = "Recovery Café"
PEOPLE = (
    Example("Sam Kowalski", Role.COORDINATOR, "sam@hopestreet.example", "he/him"),
    Example("Imani Okafor", Role.COORDINATOR, "imani@hopestreet.example", "she/her", about=SECOND),
    Example("Robin Achterberg", Role.ADMINISTRATOR, "robin@hopestreet.example", "she/her"),
    Example("Noor Haddad", Role.AUDITOR, "noor@hopestreet.example", about="hears what must not go to Sam"),
    Example("Avery Moss", Role.SUPPORTER, "avery@hopestreet.example", "they/them", "Certified Peer Specialist"),
    Example("Dee Palmer", Role.SUPPORTER, "dee@hopestreet.example", "she/her", "Peer Recovery Coach"),
    Example("Marcus Bell", Role.SUPPORTER, "marcus@hopestreet.example", "he/him", "Forensic Peer Specialist"),
    Example("Thuy-Linh Nguyen-Castellanos", Role.SUPPORTER, "thuylinh@hopestreet.example", "she/her", about="on leave"),
    Example("Bo Li", Role.SUPPORTER, "bo@hopestreet.example", "they/them", about=SECOND),
    Example("Casey Thompson-Okonkwo", Role.PARTICIPANT, "casey sky", "they/them", about="building a team"),
    Example("Luis Ortega", Role.PARTICIPANT, "luis bridge", "él", languages=("es", "en"), about="getting started"),
    Example("Jordan Rivera", Role.PARTICIPANT, "jordan river", "she/her", about="making progress"),
    Example("Aaliyah Brooks", Role.PARTICIPANT, "aaliyah star", "she/her", about="asks for another supporter"),
    Example("Hank O’Dell", Role.PARTICIPANT, "hank porch", "he/him", about="on a pause"),
    Example("Ruth Abernathy", Role.PARTICIPANT, "ruth choir", "she/her", about="maintaining"),
    Example("Deshawn Carter", Role.PARTICIPANT, "deshawn union", "he/him", about="leaving in stages"),
    Example("Mei Tanaka", Role.PARTICIPANT, "mei violin", "she/her", about="has left"),
    Example("Tomasz Wiśniewski", Role.PARTICIPANT, "tomasz road", "he/him", about="came back"),
    Example("Priya Raman", Role.PARTICIPANT, "priya story", "she/her", about=SECOND),
)


GROUPS = (
    ("Who looks after the house", (Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)),
    ("Peer supporters", (Role.SUPPORTER,)),
    ("Participants, with where each of them is", (Role.PARTICIPANT,)),
)


def lines():
    """Everybody and how they sign in, in groups, to be read."""
    name, sign_in, secret = (max(map(len, column)) for column in zip(*map(_columns, PEOPLE), strict=True))
    for title, roles in GROUPS:
        yield f"\n{title}:"
        for e in PEOPLE:
            if e.role in roles:
                about = e.about if len(roles) == 1 else f"{e.role}, {e.about}".removesuffix(", ")
                yield f"  {e.name:<{name}}  {e.sign_in_name:<{sign_in}}  {e.secret:<{secret}}  {about}".rstrip()


def _columns(example):
    return example.name, example.sign_in_name, example.secret


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
