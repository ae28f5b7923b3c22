"""Referrals for coordinators: the waiting list, one referral, who may be the same person."""
