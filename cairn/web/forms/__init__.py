"""The papers of the house: the library, one paper in its versions, the designer of a draft, and the manual.

``library`` and ``texts`` are read by administrators, coordinators and auditors; ``designing`` and ``publishing`` belong
to administrators; ``manual`` and the texts by key are there for everybody who is signed in, except allies.
"""
