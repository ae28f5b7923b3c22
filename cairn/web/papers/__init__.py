"""Papers of a record: filled in together, read back, signed, renewed; permissions, what left the house, the card."""
