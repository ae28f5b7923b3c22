"""The first page: for a stranger, and for each role what matters today."""
