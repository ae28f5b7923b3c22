"""What an organization's papers say, version by version, and the papers of a participant's record."""

from django.db import models
from django.db.models import Q

from cairn.lib.fields import Sealed, SealedJson
from cairn.lib.models import Key, Noun
from cairn.people.models import Organization, Person, Tied
from cairn.people.roles import Tie
from cairn.teams.models import OfParticipation, OfParticipationQuery, Participation, opened_to, walked_with

from .rules.life import OPEN, Kind, State


def _codes(kinds):
    return [(each.value, each.value) for each in kinds]


class Form(Noun):
    """A paper that an organization uses: its name in the house, and what kind of paper it is."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    key = models.SlugField(max_length=40)  # "liability": how the house and its documents call it
    kind = models.CharField(max_length=12, choices=_codes(Kind))
    made_at = models.DateTimeField()

    objects = Tied.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "key"], name="one_form_of_a_key")]


class Version(Noun):
    """One text of a form. A draft may change; once published it stays as it is, for whoever signed it."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.JSONField()  # {"en": …, "es": …}, as ``why`` and ``what_changed``
    why = models.JSONField(default=dict)
    items = models.JSONField(default=list)  # in the shape that rules.shape reads
    signs = models.JSONField(default=list)  # whose names are needed
    witness = models.BooleanField(default=False)
    copy = models.BooleanField(default=False)
    renew_months = models.PositiveSmallIntegerField(default=0)
    review_months = models.PositiveSmallIntegerField(default=0)
    include = models.JSONField(default=list)  # of a bundle: the keys of the papers it puts together, in order
    what_changed = models.JSONField(default=dict)
    asks_again = models.BooleanField(default=False)  # who signed an older one is asked to sign anew
    shipped = models.PositiveIntegerField(default=0)  # the version of our document it is, 0 for their own text
    revision = models.PositiveIntegerField(default=1)  # of a draft: two who design at once
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # nobody: it came with the house
    made_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = Tied.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="one_version_of_a_number"),
            models.UniqueConstraint(fields=["form"], condition=Q(published_at=None), name="one_draft_of_a_form"),
        ]


class Earlier(Noun):
    """What a draft said before its last change, so that a step can be taken back. Gone once the draft is published."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()  # that the draft had then
    said = models.JSONField()  # {part: what stood there} of the parts that changed, and ``shipped``

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "revision"], name="one_earlier_of_a_revision")]


class PaperQuery(OfParticipationQuery):
    held_back, moment = "plans_since", "closed_at"

    def tied(self, tie, who):
        if tie is Tie.BEFORE:
            return opened_to(who, "plans") & Q(form__kind=Kind.PLAN.value, state=State.SIGNED.value)
        if tie is Tie.TEAM:
            walked = Q(participation__in=Participation.objects.filter(walked_with(tie, who)).values("pk"))
            return walked & (~Q(form__kind=Kind.PLAN.value) | Q(closed_at=None) | super().tied(tie, who))
        return super().tied(tie, who)


class Paper(OfParticipation):
    """One filling of a form in a participant's record, from the first word to the last needed name."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    after = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # what it renews or carries on
    state = models.CharField(max_length=10, choices=_codes(State), default=State.DRAFT)
    many = models.BooleanField(default=False)  # consents: several may be under way
    salt = Sealed()  # so that nobody guesses the answers from a digest
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  # signed, finished, declined or let go
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    renew_on = models.DateField(null=True)  # the last day on which it holds
    review_on = models.DateField(null=True)  # when to look at a living plan again

    objects = PaperQuery.as_manager()  # type: ignore[misc]  # knows one more tie than its base

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "form"],
                condition=Q(state__in=sorted(str(s) for s in OPEN), many=False),
                name="one_open_paper_of_a_form",
            )
        ]
        indexes = [
            models.Index(fields=["participation", "form", "-id"], name="papers_of_way"),
            models.Index(fields=["organization", "state"], name="papers_by_state"),
        ]


class OfPaperQuery(OfParticipationQuery):
    house = "paper__organization_id"

    def tied(self, tie, who):
        return Q(paper__in=Paper.objects.filter(Paper.objects.all().tied(tie, who)).values("pk"))


class OfPaper(Noun):
    """What hangs on a paper, under the participant's key."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")

    objects = OfPaperQuery.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def of(cls, paper, **fields):
        """A new row, unsaved, on this paper."""
        return cls(paper=paper, key_id=paper.key_id, **fields)

    @property
    def organization_id(self):
        """The organization of the paper."""
        return self.paper.organization_id

    @property
    def subject_id(self):
        """The participant."""
        return self.paper.subject_id


class Answer(OfPaper):
    """What stands in one item of a paper, who wrote it, and what others wrote there at the same time."""

    item = models.CharField(max_length=60)
    value = SealedJson(null=True)
    revision = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    beside = SealedJson()  # [{value, by, device, at}]: written elsewhere meanwhile; both are kept until one is chosen

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "item"], name="one_answer_of_an_item")]


class Name(OfPaper):
    """A name under a paper, a witness's, or that somebody chose not to. Name and credential as on that day."""

    class Kind(models.TextChoices):
        SIGNED = "signed", "signed"
        AGREED = "agreed", "agreed"
        WITNESS = "witness", "witness"
        DECLINED = "declined", "declined"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # nobody: a witness from outside
    put_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    name = Sealed()
    credential = Sealed()
    words = Sealed()  # why somebody declined; who a witness from outside is
    intent = models.TextField(blank=True)  # the sentence they said yes to, as it was shown
    meaning = models.CharField(max_length=20)
    method = models.CharField(max_length=20)  # how they proved who they are
    language = models.CharField(max_length=8)
    digest = models.BinaryField()  # over the exact text, the answers and the language, as shown
    at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)  # what stood there changed afterwards

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "person", "kind"], condition=Q(voided_at=None), name="one_name_of_a_kind"
            )
        ]


class Seal(OfPaper):
    """The paper as it was when the last needed name stood under it: text, answers, names. Nothing can change it."""

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="seal")
    at = models.DateTimeField()
    digest = models.BinaryField()
    body = SealedJson()


class Copy(OfPaper):
    """A copy of a signed paper was given to the participant: how, when, by whom."""

    how = models.CharField(max_length=20)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Review(OfPaper):
    """A living plan (or a contract) was looked at together and stays as it is until that day."""

    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    next_on = models.DateField(null=True)


class Consent(OfParticipation):
    """The participant lets somebody tell somebody something, for a reason, until a day or an event."""

    paper = models.OneToOneField(Paper, models.PROTECT, related_name="consent")
    kind = models.CharField(max_length=12)  # release, treatment, legal
    elements = SealedJson()  # {element: what was said}, taken from the signed paper
    given_at = models.DateTimeField()
    until_on = models.DateField(null=True)  # the last day
    has_event = models.BooleanField(default=False)  # it ends with an event that stands in its elements

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on__isnull=False) | Q(has_event=True), name="a_consent_ends"),
        ]


class Revocation(OfParticipation):
    """The participant took a consent back, or the event came with which it ends. From this moment it covers nothing."""

    consent = models.OneToOneField(Consent, models.PROTECT, related_name="revocation")
    how = models.CharField(max_length=20)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")  # who wrote it down
    words = Sealed()
    at = models.DateTimeField()


class Release(OfParticipation):
    """A copy left the house: what, to whom, why, how, under which consent or named exception."""

    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=20)
    what = SealedJson()
    to = Sealed()
    why = Sealed()
    details = SealedJson()  # [[field, words]]: what the ground asks for besides
    how = models.CharField(max_length=20)
    notice = models.TextField(blank=True)  # against passing it on, in the words of the rule
    has_order = models.BooleanField(default=False)
    has_subpoena = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()  # when it left

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ground="consent", consent__isnull=False) | (~Q(ground="consent") & Q(consent=None)),
                name="a_release_has_its_ground",
            ),
            models.CheckConstraint(
                condition=~Q(ground="court") | Q(has_order=True, has_subpoena=True), name="a_subpoena_is_no_order"
            ),
        ]
        indexes = [models.Index(fields=["participation", "-at"], name="releases_of_way")]
