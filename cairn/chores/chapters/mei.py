"""Mei has left, with a keepsake and a code for coming back."""

from .. import deeds, papers_of
from ..cast import on

# fmt: off
WAY = ("Mei", "Avery")
NOTES = [
    {
        "days_ago": 352, "minutes": 45, "place": "Maple Street Café",
        "words": {
            "wins": [("s", "Mei had drawn a map of her week, with the hard hours in blue."), ("p", "Blue got smaller while we talked.")],
            "talked": [("p", "I want to go back to teaching. I am afraid of the first morning.")],
            "own": [("p", "I am not broken. I am a violinist with a hand that shakes.")],
            "next": [("s", "Mei writes to the school and reads it to me first.")],
        },
        "wins": [("strength", "Sees her own pattern", "Mei had drawn a map of her week, with the hard hours in blue.", "wins")],
        "steps": [("Write to the school", False, 10, "Sent. I read it aloud to the cat as well.")],
        "goals": ["Back in a classroom"], "feeling": (4, ""),
    },
    {
        "days_ago": 205, "minutes": 40, "place": "Maple Street Café",
        "words": {
            "wins": [("p", "Two mornings a week, eleven children, one of them bites.")],
            "talked": [("s", "What to do on a morning when the hand shakes."), ("p", "I let a child hold the bow. It turns out they love that.")],
            "own": [("p", "I was so busy being afraid of the first morning that I missed the second and third going well.")],
            "next": [("p", "Three mornings after the break.")],
        },
        "wins": [("win", "Back in a classroom", "Two mornings a week, eleven children, one of them bites.", "wins"), ("strategy", "Let a child hold the bow", "I let a child hold the bow.", "talked")],
        "steps": [("Tell the head teacher about the third morning", False, 14, "She had been hoping.")],
        "goals": ["Back in a classroom"], "feeling": (5, ""),
    },
    {
        "days_ago": 71, "minutes": 50, "place": "Maple Street Café",
        "words": {
            "wins": [("p", "I played in public. The hand shook and nobody left.")],
            "talked": [("s", "We read the first note together, and laughed about the blue hours.")],
            "own": [("p", "Thank you for waiting at the door and not pushing.")],
            "next": [("p", "A card at New Year. No appointments.")],
        },
        "wins": [("win", "Played in public", "I played in public.", "wins")],
        "goals": ["Back in a classroom"], "feeling": (5, "full"),
    },
]

MOMENTS = [
    on(362, deeds.begin, *WAY),
    on(360, deeds.tell, "Mei", growth="Starting before I am ready.", past="Twelve years of teaching, one year of not getting up.", now="Mornings are grey. The violin is in its case.", hour=18),
    *[on(note["days_ago"], deeds.session, *WAY, note, hour=19) for note in NOTES],
    on(348, deeds.move, "Mei", "getting_started", by="Avery", why="Mei was ready before the list was."),
    on(345, papers_of.signed, *WAY, "participation-contract", {
        "participant_commits": "I come, also on a blue day.", "supporter_commits": "I wait, and I do not push.", "rhythm": "two_weeks", "level": "goals", "missed": "A text with a tree in it means: all well, other day.",
    }),
    on(340, deeds.move, "Mei", "making_progress", by="Avery", why="Mei set her goal in the first week."),
    on(250, deeds.reviewed, "Mei", by="Avery", talked=[("Back in a classroom", "Letter sent, visit made.")], words="Steady."),
    on(110, deeds.leaves, "Mei", why="I have what I came for. I would like to finish well."),
    on(
        104, deeds.parting, *WAY, goals=[("Back in a classroom", "met"), ("Playing without hiding the hand", "met"), ("Sleeping through on Sundays", "let_go")],
        taper=[(10, "two_weeks"), (30, "asked")], supports="The quartet on Wednesdays. My sister. Eleven children, one of whom bites.",
        resources="Dr. Lindgren, twice a year.", back="I have the code, and I know the bench outside.", thanks="To Avery, who let silence be silence.",
    ),
    on(72, deeds.code_given, "Mei"),
    on(70, deeds.nameless, "Mei", experience="5", helped="Nobody hurried me.", did_not="The forms at the beginning were many for one afternoon.", goals="yes", again="yes", more=""),
    on(70, deeds.parts, "Mei", why="Finished, and glad.", hour=20),
]
