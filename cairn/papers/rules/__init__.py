"""Decisions about papers, on plain values: no queries, no clock, no Django."""
