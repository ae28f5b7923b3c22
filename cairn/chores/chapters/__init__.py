"""The stories of the example organization, one part each: lists of moments, told in the order of time."""

from . import aaliyah, cafe, casey, concerns, deshawn, gone, hank, jordan, luis, mei, ruth, tomasz, waiting_list

PARTS = (jordan, luis, casey, ruth, deshawn, mei, gone, tomasz, aaliyah, hank, waiting_list, concerns, cafe)


def moments():
    """Everything that happened, the first thing first."""
    every = [moment for part in PARTS for moment in part.MOMENTS]
    return sorted(every, key=lambda moment: (-moment.days, moment.hour))
