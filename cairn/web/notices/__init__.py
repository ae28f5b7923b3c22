"""What one is told, how one is written to, and the calendar of one's own."""
