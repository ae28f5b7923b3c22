"""What runs beside the pages: preparing, the example people, the commands."""
