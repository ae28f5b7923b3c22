"""Each paper holds what the field asks of it: design/domain.md, sections 1, 2, 6, 7 and 8, as lists of ids."""

import pytest

from tests.papers.shipped import AREAS, CONSENTS, KINDS, NOTICE, TOPICS, document, every, items, spoken

# What each paper must hold (design/domain.md, sections 1, 2, 7 and 8).
RELEASE = {
    "person_name", "who_discloses", "what", "what_other", "to_whom", "why", "revoke_how", "expires_on", "expires_event",
    "notice",
}  # fmt: skip
HOLDS = {
    "emergency-plan": {
        "contacts", "early_signs", "helps", "does_not_help", "call_order", "avoid", "dependants", "pets", "medicines",
        "allergies", "clinicians", "hospital", "directive", "safe_contact", "safe_contact_words",
    },
    "release": RELEASE,
    "release-treatment": RELEASE | {"redisclosure", "refusing", "refusing_here"},
    "release-legal": RELEASE | {"why_words"},
    "participation-contract": {"participant_commits", "supporter_commits", "rhythm", "level", "missed", "end_text"},
    "privacy-safety": {
        "kept", "kept_long", "sees", "sees_out", "limits", "limits_list", "limits_here", "meeting", "see", "correct",
        "correct_when", "complain", "complain_where",
    },
    "boundaries": {*TOPICS, *(f"{topic}_words" for topic in TOPICS)},
    "goals": {
        "goal", "why_matters", "area", "steps", "resources", "measure", "target_on", "options_considered",
    },
    "tiers": {"tier_1", "tier_2", "tier_3", "decide", "never_computed", "change"},
    "wellness-definitions": set(AREAS),
    "team-plan": {"strengths", "growth", "past", "now", "communication", "hours", *(f"boundary_{t}" for t in TOPICS)},
    "liability": {"risks", "release", "still", "here", "rides", "rides_agree", "renew", "witness_text"},
    "exit-survey": {
        "experience_words", "helped", "not_helped", "goals_met", "would_return", "how_to_return", "may_contact",
        "anonymous_cost",
    },
    "onboard-policy": {"match", "first", "start", "boundaries", "goals", "assess", "again", "leave", "rights"},
    "peer-support-rules": {"respect", "private", "safe", "no_power", "roles", "no_advances", "notes", "broken"},
    "progress-survey": {
        f"{area}_{part}" for area in AREAS for part in ("words", "now", "then", "importance", "support")
    },
    "ongoing-plan": {
        "course", "change", "new_focus", "new_time", "goals", "actions", "measures", "problems", "reassess_on",
        "policy_read", "contract_read",
    },
    "manual": {"welcome", "way", "what_changed"},
    "concern": {
        "danger_now", "about", "about_whom", "about_coordinator", "what_happened", "when_happened", "tried",
        "outcome_wished", "urgency", "answer", "answer_how",
    },
}  # fmt: skip


@every
def test_it_holds_what_the_field_asks_of_it(key):
    assert HOLDS[key] - set(items(key)) == set()


@pytest.mark.parametrize("key", CONSENTS)
def test_a_consent_asks_for_every_element(key):
    asked = items(key)
    for name in ("person_name", "who_discloses", "what", "to_whom", "why"):
        assert asked[name]["required"] is True, name
    assert asked["what"]["type"] == "choices"
    assert asked["what_other"]["when"] == {"item": "what", "equals": "other"}
    assert (asked["expires_on"]["type"], asked["expires_event"]["type"]) == ("date", "line")
    for name in {"revoke_how", "notice", "redisclosure", "refusing"} & set(asked):
        assert asked[name]["type"] == "text", name


@pytest.mark.parametrize("key", CONSENTS)
@spoken
def test_a_consent_quotes_the_notice_word_for_word(key, language):
    assert NOTICE in items(key)["notice"]["text"][language]


def test_only_the_paper_for_care_and_payment_is_for_care_and_payment():
    purposes = {key: {option["value"] for option in items(key)["why"]["options"]} for key in CONSENTS}
    assert purposes["release-treatment"] == {"treatment", "payment", "operations"}
    assert purposes["release-legal"] == {"criminal", "civil", "administrative", "legislative"}
    assert not purposes["release"] & (purposes["release-legal"] | purposes["release-treatment"] | {"legal"})


def test_who_sets_a_boundary_is_said_the_same_everywhere():
    asked = [items("boundaries")[topic] for topic in TOPICS]
    asked += [items("team-plan")[f"boundary_{topic}"] for topic in TOPICS]
    assert {item["type"] for item in asked} == {"choice"}
    assert {tuple(option["value"] for option in item["options"]) for item in asked} == {("mine", "yours", "undecided")}
    assert len({str(item["options"]) for item in asked}) == 1


def test_own_words_come_before_numbers():
    order = list(items("progress-survey"))
    for area in AREAS:
        parts = [order.index(f"{area}_{part}") for part in ("words", "now", "then", "importance", "support")]
        assert parts == sorted(parts)
    asked = items("progress-survey")
    assert {asked[f"{area}_words"]["hands"] for area in AREAS} == {"participant"}
    scales = [asked[f"{area}_{part}"] for area in AREAS for part in ("now", "then", "importance")]
    assert {(scale["type"], scale["low"], scale["high"]) for scale in scales} == {("scale", 1, 5)}
    assert {asked[f"{area}_support"]["type"] for area in AREAS} == {"yesno"}


def test_the_card_holds_what_is_needed_on_the_way():
    card = {name for name, item in items("emergency-plan").items() if item.get("card")}
    needed = {"contacts", "call_order", "helps", "allergies", "medicines", "hospital", "emergency_numbers"}
    assert card == needed
    own = {name for name, item in items("emergency-plan").items() if item.get("hands")}
    assert {"early_signs", "helps", "does_not_help"} <= own


def test_rides_are_asked_about_only_where_there_are_rides():
    asked = items("liability")
    riders = [item for name, item in asked.items() if name.startswith("rides_")]
    assert len(riders) > 8
    assert {item["when"]["item"] for item in riders} == {"rides", "rides_driver"}


def test_the_ongoing_plan_asks_what_changes_only_when_something_does():
    asked = items("ongoing-plan")
    assert asked["change"]["when"] == {"item": "course", "equals": "change"}
    assert asked["new_focus"]["when"] == {"item": "change", "equals": "focus"}
    assert asked["new_time"]["when"] == {"item": "change", "equals": "time"}


def test_goals_have_steps_with_a_name_and_a_day():
    for key, table in (("goals", "steps"), ("ongoing-plan", "actions")):
        columns = {column["id"]: column["type"] for column in items(key)[table]["columns"]}
        assert columns == {"what": "line", "who": "line", "by": "date"}


def test_the_manual_holds_every_other_paper_once():
    included = document("manual")["include"]
    assert sorted(included) == sorted(set(KINDS) - {"manual"})
