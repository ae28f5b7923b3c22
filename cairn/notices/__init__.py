"""Who hears of what, where and when. A notice holds no words: who, which template, about which thing.

Nouns: Notice, Cursor (how far a history was told), Wish (how somebody wants to be reached), Letter (what waits to be
sent), Feed (a secret address of a calendar), Turn (who does a chore just now). Verbs: noticing, reminding, choosing,
opening, sending. Notices are derived from the history, so a crash between the two loses nothing.
"""
