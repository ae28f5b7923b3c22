"""The nouns of the room, by what they are about: walking together, being referred, being matched."""

from .matching import AskedAnew, Building, Conflict, Handover, Offer, OfferAnswer, Profile, Wishes
from .referral import Contact, Merge, Referral, ReferralMove
from .walking import (
    OfParticipation,
    OfParticipationQuery,
    Opened,
    Part,
    Participation,
    TeamMember,
    coordinated,
    opened_to,
    walked_with,
)

__all__ = [
    "AskedAnew",
    "Building",
    "Conflict",
    "Contact",
    "Handover",
    "Merge",
    "OfParticipation",
    "OfParticipationQuery",
    "Offer",
    "OfferAnswer",
    "Opened",
    "Part",
    "Participation",
    "Profile",
    "Referral",
    "ReferralMove",
    "TeamMember",
    "Wishes",
    "coordinated",
    "opened_to",
    "walked_with",
]
