"""How people come in, come back and leave; and the few pages that ask nobody who they are."""
