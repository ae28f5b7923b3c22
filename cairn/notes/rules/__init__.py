"""Decisions about notes on plain values. No Django here."""
