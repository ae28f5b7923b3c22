"""Decisions about concerns, on plain values: what is asked, who hears it, what comes after what, and by when."""
