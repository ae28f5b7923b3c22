"""Whatever people do, in whatever order: a signed paper stays as it is, and no permission holds that should not."""

import datetime

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from cairn.lib import clock
from cairn.lib.words import NotHere, Refused
from cairn.papers import agreeing, consenting, designing, filling, reading, releasing, shown, signing, verifying
from cairn.papers.models import Answer, Consent, Form, Paper, Release, Revocation, Seal
from cairn.papers.rules import consent as rules

from . import paperwork

KEYS = ("liability", "release", "release-treatment", "release-legal", "team-plan", "progress-survey")
EVERYBODY = ("ben", "ana", "chloe", "eva", "finn", "dan")
VALUES = {
    "rides": st.booleans(),
    "belt": st.sampled_from(["", "Ana", "Ben"]),
    "own": st.sampled_from(["", "Mine"]),
    "hours": st.sampled_from(["", "Nine", "Ten"]),
    "home": st.sampled_from([None, 1, 5]),
    "who_discloses": st.sampled_from(["", "Hope House"]),
    "what": st.sampled_from([[], ["attendance"], ["goals", "other"]]),
    "what_other": st.sampled_from(["", "A letter"]),
    "to_whom": st.sampled_from(["", "Clinic"]),
    "why": st.sampled_from([[], ["care"], ["civil"]]),
    "expires_on": st.sampled_from([None, "2020-01-01", "2026-12-20", "2040-01-01"]),
    "expires_event": st.sampled_from(["", "The hearing"]),
    "refusing_here": st.sampled_from(["", "Nothing"]),
}
WHOLE = {
    "liability": {"rides": True, "belt": "Ana"},
    "progress-survey": {"home": 3},
    "release": {**paperwork.CONSENT},
    "release-treatment": {**paperwork.CONSENT, "refusing_here": "Nothing"},
    "release-legal": {**paperwork.CONSENT, "why": ["civil"]},
    "team-plan": {"hours": "Nine"},
}


CLOSING = (
    filling.let_go, filling.finish, filling.bring_up, filling.renew, signing.decline, consenting.activate,
    agreeing.review,
)  # fmt: skip


class Paths(RuleBasedStateMachine):
    papers = Bundle("papers")
    who = st.sampled_from(EVERYBODY)

    def __init__(self):
        super().__init__()
        self.sealed, self.days, self.revoked = {}, 0, set()

    def tried(self, verb):
        """The verb is said; a sentence or a closed door is an answer like another. Nothing half done stays behind."""
        try:
            with clock.moved(days=self.days), transaction.atomic():
                return verb()
        except (Refused, NotHere):
            return None

    @rule(target=papers, key=st.sampled_from(KEYS), who=st.sampled_from(["ben", "ana", "dan"]), whole=st.booleans())
    def begin(self, key, who, whole):
        paper = self.tried(lambda: filling.begin(self.town.ben_way, key=key, by=self.town.cast[who]))
        if paper is None:
            return multiple()
        if whole:
            self.tried(lambda: paperwork.fill(paper, by=self.town.ben, **WHOLE[key]))
        return paper

    @rule(target=papers, key=st.sampled_from([key for key in KEYS if key.startswith("release")]))
    def give(self, key):
        paper = self.tried(lambda: filling.begin(self.town.ben_way, key=key, by=self.town.ben))
        self.tried(lambda: paperwork.fill(paper, by=self.town.ben, **WHOLE[key]))
        self.tried(lambda: paperwork.sign(self.town, paper, by=self.town.ben))
        return paper

    @rule(paper=papers, who=who, item=st.sampled_from(sorted(VALUES)), data=st.data(), revision=st.integers(0, 2))
    def answer(self, paper, who, item, data, revision):
        value, by = data.draw(VALUES[item]), self.town.cast[who]
        self.tried(lambda: filling.answer(paper, item=item, value=value, revision=revision, by=by))

    @rule(paper=papers, who=who, item=st.sampled_from(sorted(VALUES)), data=st.data(), revision=st.integers(0, 2))
    def choose(self, paper, who, item, data, revision):
        value, by = data.draw(VALUES[item]), self.town.cast[who]
        self.tried(lambda: filling.choose(paper, item=item, value=value, revision=revision, by=by))

    @rule(paper=papers, who=who, stale=st.booleans(), language=st.sampled_from(["en", "es"]))
    def sign(self, paper, who, stale, language):
        by, more = self.town.cast[who], {"digest": "00"} if stale else {}
        self.tried(lambda: paperwork.sign(self.town, paper, by=by, language=language, **more))

    @rule(paper=papers, who=who)
    def witness(self, paper, who):
        self.tried(lambda: paperwork.witness(self.town, paper, by=self.town.cast[who]))

    @rule(paper=papers, who=who, verb=st.sampled_from([agreeing.propose, agreeing.agree]))
    def agree(self, paper, who, verb):
        self.tried(lambda: paperwork.agree(self.town, paper, by=self.town.cast[who], verb=verb))

    @rule(paper=papers)
    def put_every_name(self, paper):
        town = self.town
        for by in (town.ben, town.ana):
            self.tried(lambda by=by: paperwork.sign(town, paper, by=by))
        self.tried(lambda: paperwork.witness(town, paper, by=town.chloe))

    @rule(paper=papers, who=who, verb=st.sampled_from(CLOSING))
    def close(self, paper, who, verb):
        self.tried(lambda: verb(paper, by=self.town.cast[who]))

    @rule(asks_again=st.booleans(), key=st.sampled_from(KEYS))
    def publish(self, asks_again, key):
        def verb():
            form = Form.objects.get(organization=self.town.house, key=key)
            draft = designing.draft(form, by=self.town.finn)
            designing.publish(draft, what_changed={"en": "x", "es": "x"}, asks_again=asks_again, by=self.town.finn)

        if Form.objects.filter(organization=self.town.house, key=key).exists():
            self.tried(verb)

    @rule(who=st.sampled_from(["ben", "ana", "eva"]), how=st.sampled_from(["here", "event", "owl"]))
    def revoke(self, who, how):
        for consent in Consent.objects.all():
            if self.tried(lambda consent=consent: consenting.revoke(consent, how=how, by=self.town.cast[who])):
                self.revoked.add(consent.pk)

    @rule(who=st.sampled_from(["ana", "chloe", "eva", "ben"]), why=st.sampled_from(["care", "civil", "legal", ""]))
    def release(self, who, why):
        given = {"what": ["attendance"], "to": "County Clinic", "why": why, "how": "mail", "by": self.town.cast[who]}
        self.tried(lambda: releasing.release(self.town.ben_way, **given))

    @rule(days=st.integers(1, 40))
    def wait(self, days):
        self.days += days

    @invariant()
    def what_is_signed_stays(self):
        now = {seal.paper_id: picture(seal.paper) for seal in Seal.objects.select_related("paper")}
        assert {pk: now.get(pk) for pk in self.sealed} == self.sealed
        self.sealed = now
        assert verifying.seals(self.town.house.pk).broken == ""

    @invariant()
    def what_is_signed_is_whole(self):
        for paper in Paper.objects.filter(state="signed").select_related("version"):
            roles = {n["role"] for n in paper.seal.body["names"] if n["kind"] in ("signed", "agreed")}
            assert roles == set(paper.version.signs)

    @invariant()
    def no_permission_holds_that_should_not(self):
        today = clock.today("America/Chicago") + datetime.timedelta(days=self.days)
        for given in reading.consents(self.town.ben, self.town.ben_way, today):
            whole = not rules.missing(given.elements, given.kind)
            ended = given.consent.pk in self.revoked or (given.until_on and given.until_on < today)
            assert whole
            assert given.consent.paper.state == "signed"
            assert (given.why_not == "") == (not ended)

    @invariant()
    def nothing_left_under_what_was_over(self):
        for release in Release.objects.select_related("consent"):
            taken = Revocation.objects.filter(consent=release.consent).first()
            assert release.consent.given_at <= release.at
            assert taken is None or release.at < taken.at
            assert (
                release.consent.until_on is None
                or release.at.date() <= release.consent.until_on + datetime.timedelta(1)
            )


def picture(paper):
    """All that a signed paper is, as it lies in the database."""
    rows = [Paper.objects.filter(pk=paper.pk), Answer.objects.filter(paper=paper), Seal.objects.filter(paper=paper)]
    rows = [[tuple(map(plain, row)) for row in each.order_by("pk").values_list()] for each in rows]
    names = [(n.pk, n.name, n.voided_at) for n in shown.names(paper) + shown.names(paper, void=True)]
    return rows, names


def plain(value):
    value = getattr(value, "blob", value)
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.mark.django_db
def test_no_path_changes_a_signed_paper_or_opens_a_permission(town):
    class Fresh(Paths):
        """Each example in a transaction of its own, undone afterwards."""

        def __init__(self):
            super().__init__()
            self.town, self.outer = town, transaction.atomic()
            self.outer.__enter__()

        def teardown(self):
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    few = max(15, settings().max_examples // 4)
    run_state_machine_as_test(Fresh, settings=settings(max_examples=few, stateful_step_count=20, deadline=None))
