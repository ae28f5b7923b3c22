"""How the project is set up, tested and measured. Nothing here is part of the running product."""
