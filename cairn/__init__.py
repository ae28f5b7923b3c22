"""Cairn: the record that a participant and a peer supporter keep together."""
