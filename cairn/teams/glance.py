"""How long a look lasts: who turns a page back and forth looks once."""

from datetime import timedelta

LOOK_LASTS = timedelta(minutes=15)
