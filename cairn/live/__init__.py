"""Writing together, live: sockets at /live/<note>, beside the pages, in the same process.

protocol (frames) · door (who may come in, asked again and again) · seat (one socket) · room (one note while it is
written) · presence (who is where) · writer (the one thread that commits) · between (other processes) · hall (all rooms
of this process) · watch (what happens in the house) · limits · consumer (a socket's life). What may be written is
decided by the rules of notes; nothing here decides.
"""
