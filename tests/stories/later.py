"""The command ``cairn`` so many days later: ``python -m tests.stories.later 40 serve``.

A tool of the stories: the house itself has no switch that moves its clock.
"""

import sys

from cairn.config import command
from cairn.lib import clock

if __name__ == "__main__":
    with clock.moved(days=float(sys.argv[1])):
        command.main(sys.argv[2:])
