"""How people come in, come back, and leave: /sign-in, /join, /again, /exit, and the few pages that ask nobody who they are."""
