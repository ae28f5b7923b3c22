"""What is offered, and by which rules. Nouns: Program, Rules (versions), Coordinating. Verbs: founding."""
