"""The whole way: stages, reviews, tiers, the ongoing plan, a staged exit, and the open door back.

Nouns: Move, Review, Decision, Leaving, Survey. Conducts papers, meetings, goals and teams; decides nothing by itself.
"""
