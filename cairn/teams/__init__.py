"""Who walks together. Nouns: Participation, TeamMember. Verbs: beginning, joining a team, inviting allies.

``OfParticipation`` is what every noun of a participant's record inherits: who is tied to it is answered here, once.
"""
