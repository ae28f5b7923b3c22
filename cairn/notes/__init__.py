"""The heart: the note that a participant and a peer supporter write together.

Nouns: Note with its Head and Entries (the log of live writing), Hand, LateWords, Answer, NextStep, Kept, Signature,
Seal, Amendment. Verbs: opening, drafting, describing, offering, answering, signing, sealing, amending, handing.
A note is a draft, offered (read back), signed (one of the two has yet to choose), sealed; then only amendments.
"""
