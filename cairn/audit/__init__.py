"""What happened. Knows nobody: people and things are ids here.

Nouns: Event (append only, one gapless chain per organization), Chain (its head). Verbs: recording. The bell rings
after commit and is the only inversion in the house. Nothing personal stands in an event: only ids, counts, codes and
digests that a key protects.
"""
