"""Who: organizations, the people in them, and how they come in."""

from django.db import models
from django.db.models import F, Q

from cairn.lib import keys
from cairn.lib.fields import Sealed, SealedJson
from cairn.lib.models import Key, Noun

from .roles import NAMES, Role, Tie


class Tied(models.QuerySet):
    """Rows that answer who is tied to them. Whoever forgets a tie denies it."""

    house = "organization_id"

    def tied(self, tie, who):
        """A filter (Q) for the rows to which ``who`` is tied in this way; nobody, unless a subclass says otherwise."""
        return Q(pk__isnull=False) if tie is Tie.HOUSE else Q(pk__in=())


class OrganizationQuery(Tied):
    house = "id"


class Organization(Noun):
    """A tenant: people, programs, papers, its own words. Nothing crosses from one to another."""

    key = models.ForeignKey(Key, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    zone = models.CharField(max_length=60, default="America/New_York")
    language = models.CharField(max_length=8, default="en")
    crisis_lines = models.JSONField(default=list)  # [{label, tel, text}], shown on every page of a participant
    founded_at = models.DateTimeField()

    objects = OrganizationQuery.as_manager()

    @property
    def organization_id(self):
        """Its own id, so that it can be the thing an act is about."""
        return self.pk


class PersonQuery(Tied):
    def tied(self, tie, who):
        return Q(pk=who.person_id) if tie is Tie.SELF else super().tied(tie, who)


class Person(Noun):
    """Somebody who can sign in, in one organization. Names are under the person's own key."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")
    chosen_name = Sealed()
    legal_name = Sealed()  # only where a paper needs it
    pronouns = Sealed()
    languages = models.JSONField(default=list)  # ["es", "en"], the first is the one they get
    zone = models.CharField(max_length=60, blank=True)
    email = Sealed()
    email_index = models.BinaryField(null=True)
    phone = Sealed(null=True)
    phone_index = models.BinaryField(null=True)
    born_on = Sealed(null=True)  # an ISO day; asked only so that two people are not taken for one
    safe_contact = SealedJson(null=True)  # how, when and under what name to reach them; see rules.SAFE_CONTACT
    handle = Sealed()  # the name a participant signs in with
    handle_index = models.BinaryField(null=True, unique=True)
    secret = models.CharField(max_length=255, blank=True)
    known_since = models.DateTimeField()

    objects = PersonQuery.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "email_index"], name="one_email_in_a_house")]
        indexes = [
            models.Index(fields=["email_index"], name="person_email"),
            models.Index(fields=["phone_index"], name="person_phone"),
        ]

    @property
    def language(self):
        """The language this person gets."""
        return self.languages[0] if self.languages else ""

    @property
    def initials(self):
        """One or two letters for a badge."""
        parts = [p for p in self.chosen_name.split() if p[0].isalnum()]
        return "".join(p[0] for p in (parts[:1] + parts[1:][-1:])).upper()

    @property
    def subject_id(self):
        """What happens to a person touches their own record."""
        return self.pk


class MembershipQuery(Tied):
    def now(self):
        """Those that hold at this moment."""
        return self.filter(ended_at=None)

    def tied(self, tie, who):
        return Q(person_id=who.person_id) if tie is Tie.SELF else super().tied(tie, who)


class Membership(Noun):
    """Somebody holds a role from one moment to another. Ending is the row's, not a deletion."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(r.value, NAMES[r]) for r in Role])
    credential = Sealed()  # "Certified Peer Specialist", as they hold it now
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = MembershipQuery.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], condition=Q(ended_at=None), name="one_role_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="membership_forward"
            ),
        ]

    @property
    def subject_id(self):
        """Whose record it touches: nobody's but the member's own."""
        return self.person_id


class JoinCode(Noun):
    """A short code made in the room: whoever brings it becomes this person on their device. Works once."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="codes")
    code_index = models.BinaryField(unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = Tied.as_manager()

    @property
    def subject_id(self):
        """The person whom it lets in."""
        return self.person_id


class SignIn(Noun):
    """Somebody is signed in on one device, until it ends. The cookie holds the token, the row only its digest."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="sign_ins")
    token_index = models.BinaryField(unique=True)
    device_index = models.BinaryField()
    device_name = models.CharField(max_length=60)  # a kind of device ("phone"), nothing that names its owner
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    proved_at = models.DateTimeField()  # when the secret was last given
    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=20, blank=True)
    locked_at = models.DateTimeField(null=True)  # handed over: nothing works until the secret is given again
    lent_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    only_note = models.UUIDField(null=True)  # on a lent device: this note and nothing else
    only_paper = models.UUIDField(null=True)  # or this paper

    @property
    def lent_for(self):
        """The id of the one thing that a lent device is for; None on a device of one's own."""
        return self.only_note or self.only_paper

    @property
    def subject_id(self):
        """It touches its own person's record."""
        return self.person_id


class KnownDevice(Noun):
    """This device has signed this person in before; guessing elsewhere does not shut it out."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    device_index = models.BinaryField()
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "device_index"], name="known_once")]


class Attempt(models.Model):
    """A secret or a code that was wrong. ``bucket`` is a digest of account, device or network; it names nobody."""

    bucket = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["bucket", "at"], name="attempt_when")]


def email_index(address):
    """The blind index of an e-mail address (trimmed, case folded)."""
    return keys.index("email", "", address.strip().casefold())


def phone_index(number):
    """The blind index of a phone number: its digits, without a leading 1; None without digits."""
    digits = "".join(c for c in number if c.isdigit())
    digits = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    return keys.index("phone", "", digits) if digits else None


def handle_index(name):
    """The blind index of a sign-in name: case, outer and repeated spaces do not matter."""
    return keys.index("handle", "", " ".join(name.split()).casefold())
