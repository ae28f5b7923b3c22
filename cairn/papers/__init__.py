"""Forms, agreements, consents, plans and surveys: what was shown, what was answered, who put their name to it.

Nouns: Form, Version, Paper, Answer, Name, Seal, Copy, Review, Consent, Revocation, Release. Verbs: designing, filling,
signing, agreeing, consenting, releasing; ``shipping`` lays the house's own documents out for an organization.
"""
