"""Who does what by when, and what went well. Nouns: Step, Win. Verbs: stepping, keeping."""
