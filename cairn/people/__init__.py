"""Who. Nouns: Organization, Person, Membership, JoinCode, SignIn, KnownDevice, Attempt.

A person belongs to one organization, so that nothing can cross from one to another; somebody who works for two has two
rows. Every act of the house is named once in ``acts``, who may do it stands once in ``access``.
"""
