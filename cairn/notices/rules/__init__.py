"""Decisions about telling people things, on plain values."""
