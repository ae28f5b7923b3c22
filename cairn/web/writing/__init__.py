"""The page on which a note is written together, and what stands beside the words."""
