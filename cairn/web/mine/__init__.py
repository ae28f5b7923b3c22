"""One's own: notes, team, history, account. No id of a person stands in these addresses."""
