"""What Jordan and Avery wrote together in a year. "s" is the supporter's hand, "p" the participant's."""

# fmt: off
NOTES = [
    {
        "days_ago": 351, "minutes": 50, "place": "Eastside Library",
        "words": {
            "wins": [("s", "Jordan came by bus, twenty minutes early, and had looked up the room beforehand."), ("p", "I came. That was the win.")],
            "talked": [("s", "We talked about where Jordan is staying: three places in two months, a friend’s couch at the moment."), ("p", "What I want most is a door that I can close.")],
            "did": [("s", "We wrote down what a place of her own needs first: ID, income proof, a deposit.")],
            "own": [("p", "I don’t trust offices. I liked that we sat at a normal table.")],
            "hard": [("p", "I lost my ID in the last move."), ("s", "The county office replaces it with a birth certificate.")],
            "next": [("s", "We start with the ID, because the rest hangs on it.")],
        },
        "wins": [("strength", "Punctual", "Jordan came by bus, twenty minutes early", "wins")],
        "steps": [("Ask my aunt for the birth certificate", False, 7, "She mailed it the same day."), ("Print the form for the ID", True, 7, "Two copies, one for the folder.")],
        "goals": ["A home of my own"], "feeling": (4, "better than I thought"),
    },
    {
        "days_ago": 262, "minutes": 45, "place": "County office, window 4",
        "words": {
            "wins": [("p", "Got my ID back!!"), ("s", "Jordan asked the clerk to say it again more slowly, twice, until it was clear.")],
            "talked": [("s", "We talked about what the ID opens: a bank account, the housing list."), ("p", "And the library card, finally.")],
            "did": [("s", "We stood in line together. Jordan spoke at the window, I held the folder.")],
            "own": [("p", "Before, I would have left when the line didn’t move. I counted the ceiling tiles and stayed.")],
            "hard": [("p", "Two hours of waiting."), ("s", "Counting and a bottle of water helped.")],
            "next": [("s", "A savings account, with the new ID.")],
        },
        "wins": [("win", "Got my ID back", "Got my ID back!!", "wins"), ("strategy", "Counting while waiting", "I counted the ceiling tiles and stayed.", "own"), ("strength", "Self-advocacy", "Jordan asked the clerk to say it again more slowly", "wins")],
        "steps": [("Open a savings account", False, 21, "Forty dollars in it.")],
        "goals": ["A home of my own"], "feeling": (5, ""),
    },
    {
        "days_ago": 150, "minutes": 40, "place": "By phone", "method": "phone",
        "words": {
            "wins": [("p", "First month of putting money away. 40, then 40 again.")],
            "talked": [("s", "Jordan’s hours at the bakery were cut from 30 to 22."), ("p", "I was angry for two days and then I asked for Saturdays.")],
            "did": [("s", "We went through the budget line by line on the phone.")],
            "own": [("p", "Asking is hard. Asking after two days is still asking.")],
            "hard": [("s", "The phone line dropped twice; we called again each time.")],
            "next": [("s", "Jordan hears about the Saturdays next week.")],
        },
        "wins": [("win", "First month’s rent saved, half of it", "First month of putting money away.", "wins"), ("strategy", "Wait two days, then ask", "I was angry for two days and then I asked for Saturdays.", "talked")],
        "steps": [("Tell Avery what the manager says", False, 7, "Saturdays are mine.")],
        "goals": ["A home of my own", "Steady hours"], "feeling": (3, "tired"),
        "differ": {"talked": "It was not two days of nothing. I was thinking how to say it. I wrote it down four times."},
    },
    {
        "days_ago": 84, "minutes": 30, "place": "Bench by the bakery", "template": "short",
        "words": {
            "line": [("p", "Three months of Saturdays. The account says 480."), ("s", "Jordan said the number out loud and then said it again.")],
            "next": [("p", "Look at listings with two payments for the deposit.")],
        },
        "wins": [("win", "480 dollars saved", "Three months of Saturdays. The account says 480.", "line")],
        "steps": [("Make a list of listings under 700", False, 14, "Eleven on the list, three by the bus.")],
        "goals": ["A home of my own"], "feeling": (5, "light"),
    },
    {
        "days_ago": 41, "minutes": 55, "place": "Eastside Library", "template": "girp",
        "words": {
            "goal": [("p", "A home of my own. Keys in my hand by January.")],
            "intervention": [("s", "Avery shared how writing questions down first had helped in a similar call, and practiced the call with Jordan.")],
            "response": [("p", "I was shaking but I had the list."), ("s", "Jordan called two listings and asked both about the deposit.")],
            "plan": [("s", "Jordan calls the third one alone. Avery looks up the bus.")],
        },
        "wins": [("strategy", "Writing questions down first", "I was shaking but I had the list.", "response"), ("win", "Called two listings", "Jordan called two listings and asked both about the deposit.", "response")],
        "steps": [("Call the third listing", False, 7, "Called on Monday.")],
        "goals": ["A home of my own"], "feeling": (4, ""),
        "amended": [("The second listing called back: they take two payments.", "I heard it the day after")],
    },
    {
        "days_ago": 4, "minutes": 45, "place": "Eastside Library",
        "words": {
            "wins": [("s", "Jordan planned the call, made it, and stayed calm when put on hold."), ("p", "I used the breathing thing before I dialed.")],
            "talked": [("s", "We met at the library and went through the lease together. Jordan had brought questions written down beforehand.")],
            "did": [("p", "I asked the landlord about the deposit myself and he agreed to two payments.")],
            "own": [("p", "“Last spring I would have just hung up. I’m not where I want to be but I’m not where I was.”")],
            "hard": [("s", "The first call did not go through; Jordan tried again the next day.")],
            "next": [("s", "The landlord wants pay stubs by Friday.")],
        },
        "wins": [("strength", "Preparation", "Jordan had brought questions written down beforehand.", "talked"), ("strategy", "Breathing before a hard call", "I used the breathing thing before I dialed.", "wins")],
        "steps": [("Bring pay stubs to the landlord", False, 6, ""), ("Look up bus times for the new address", True, 6, "")],
        "goals": ["A home of my own"], "names": (("s", "signed"),),
    },
]
