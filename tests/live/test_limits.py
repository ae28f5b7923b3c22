"""How much one socket may send."""

from cairn.live.limits import A_MINUTE, BURST, LONGEST_PAUSE, VOLUME, Limits


def test_nobody_who_types_is_ever_slowed_down():
    limits = Limits()
    for n in range(3000):  # ten minutes at five letters a second
        assert not limits.is_over(n / 5)
        assert limits.take(40, n / 5) == 0


def test_a_burst_goes_through_and_then_it_is_read_more_slowly():
    limits = Limits()
    pauses = [limits.take(40, 0.0) for _ in range(BURST + 60)]
    assert pauses[:BURST] == [0] * BURST
    assert pauses[-1] == 0.5
    assert limits.take(40, 10.0) == 0


def test_many_bytes_are_slowed_down_as_well():
    limits = Limits()
    assert limits.take(VOLUME, 0.0) == 0
    assert limits.take(VOLUME, 0.0) == LONGEST_PAUSE


def test_what_goes_on_for_a_minute_is_refused_and_passes():
    limits, now, taken = Limits(), 0.0, 0
    while not limits.is_over(now):
        limits.take(40, now)
        taken += 1
        now += 1 / 120
    assert A_MINUTE < taken < 2 * A_MINUTE
    assert not limits.is_over(now + 1)
