"""Planned or begun now, held, missed, cancelled. Noun: Meeting. Verbs: planning, holding."""
