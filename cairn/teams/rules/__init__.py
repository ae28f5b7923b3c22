"""What is decided here on plain values: where a referral stands, who is alike, who fits, what an offer may become."""
