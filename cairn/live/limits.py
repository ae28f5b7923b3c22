"""How much one socket may send. Bursts are slowed down by not reading on; only what goes on for a minute is refused."""

MOST_SEATS = 16  # sockets of one person in one note: tabs and devices
MOST_WAITING, MOST_WAITING_BYTES = 2_000, 1 << 20  # frames that a slow socket may leave lying
BURST, A_SECOND = 120, 120  # updates at once, and then
A_MINUTE = 3_000
VOLUME, VOLUME_A_SECOND = 2 << 20, 256 << 10  # bytes at once, and then
LONGEST_PAUSE = 2.0


class Limits:
    """What one socket has sent lately, as three buckets that drain with time. The caller gives the time."""

    __slots__ = ("_at", "_bytes", "_minute", "_updates")

    def __init__(self) -> None:
        self._at = self._updates = self._minute = self._bytes = 0.0

    def is_over(self, now: float) -> bool:
        """True when one more update is more than a minute may bring."""
        return self._minute - (now - self._at) * A_MINUTE / 60 > A_MINUTE - 1

    def take(self, size: int, now: float) -> float:
        """A frame of this size came. Returns for how many seconds the next one should not be read."""
        since, self._at = now - self._at, now
        updates = self._updates - since * A_SECOND
        minute = self._minute - since * A_MINUTE / 60
        volume = self._bytes - since * VOLUME_A_SECOND
        self._updates = updates = 1.0 + (updates if updates > 0 else 0.0)
        self._minute = 1.0 + (minute if minute > 0 else 0.0)
        self._bytes = volume = size + (volume if volume > 0 else 0.0)
        if updates <= BURST and volume <= VOLUME:
            return 0.0
        return min(LONGEST_PAUSE, max((updates - BURST) / A_SECOND, (volume - VOLUME) / VOLUME_A_SECOND))
