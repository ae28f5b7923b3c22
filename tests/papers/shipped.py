"""The papers that the house ships, as the tests name and read them."""

import pytest

from tests.papers.reading_grade import DOCUMENTS, LANGUAGES, opened

PARTICIPANT, BOTH, NOBODY = ["participant"], ["participant", "supporter"], []
KINDS = {
    "emergency-plan": ("plan", PARTICIPANT),
    "release": ("consent", PARTICIPANT),
    "release-treatment": ("consent", PARTICIPANT),
    "release-legal": ("consent", PARTICIPANT),
    "participation-contract": ("agreement", BOTH),
    "privacy-safety": ("notice", PARTICIPANT),
    "boundaries": ("agreement", BOTH),
    "goals": ("plan", PARTICIPANT),
    "tiers": ("reference", NOBODY),
    "wellness-definitions": ("reference", NOBODY),
    "team-plan": ("plan", BOTH),
    "liability": ("agreement", PARTICIPANT),
    "exit-survey": ("survey", NOBODY),
    "onboard-policy": ("policy", BOTH),
    "peer-support-rules": ("policy", BOTH),
    "progress-survey": ("survey", NOBODY),
    "ongoing-plan": ("plan", BOTH),
    "manual": ("bundle", NOBODY),
    "concern": ("intake", NOBODY),
}
CONSENTS = [key for key, (kind, _) in KINDS.items() if kind == "consent"]
AREAS = ("emotional", "environmental", "financial", "intellectual", "occupational", "physical", "social", "spiritual")
TOPICS = (
    "hours", "channels", "response", "transport", "money", "gifts", "social_media", "home_visits",
    "lived_experience", "relationships", "touch",
)  # fmt: skip
# The short form is fixed by the rule (42 CFR 2.32), so its words are not ours to choose.
NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


def document(key):
    return opened(DOCUMENTS / f"{key}.toml")


def items(key):
    return {item["id"]: item for item in document(key)["items"]}


every = pytest.mark.parametrize("key", KINDS)
spoken = pytest.mark.parametrize("language", LANGUAGES)
