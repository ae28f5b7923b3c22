"""Something is wrong and needs help from outside the team. Whoever is named never learns of it from here.

Nouns: Concern, its Steps, who is KeptOut of it; SecondPerson, Guidance, Serious. Verbs: raising, handling, reopening,
routing, writing (when something serious came up), appointing (what the organization sets).

What happens here stands in a history apart (``models.HISTORY``), so that no line, no gap and no count in the history
of the house tells that there is a concern.
"""
