"""The way: stage and checklist, reviews, decisions, leaving, coming back; for staff, and for the participant."""
