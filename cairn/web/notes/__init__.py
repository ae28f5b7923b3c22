"""The pages of one note: where it stands, read back, signed, sealed, added to, printed."""
