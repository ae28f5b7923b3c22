"""The people somebody walks with: the list, one person and their way, their team, code and history."""
