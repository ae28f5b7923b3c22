"""The house as administrators and auditors see it: people, roles, programs, history. Nobody reads notes here."""
