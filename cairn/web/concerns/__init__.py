"""When something is wrong: saying it (signed in or through the open page), following it, looking after it."""
