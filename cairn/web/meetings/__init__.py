"""Sessions planned, begun and held, and the short contact."""
