"""Decisions of the whole way, on plain values: stages, checklists, clocks, tiers, leaving."""
