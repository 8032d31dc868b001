"""The delays by which follow-ups are set by themselves and the day is looked ahead."""

from __future__ import annotations

from typing import Final

# The follow-up that a capture sets by itself, in days after the fair day, by interest: the promised
# delay is 24 hours, 48 hours, 7 days.
FOLLOW_UP_DAYS: Final = {"hot": 1, "warm": 2, "cold": 7, "": 7}
SOLVED_CHECK_IN_DAYS: Final = 7
NEXT_DAYS: Final = 7
