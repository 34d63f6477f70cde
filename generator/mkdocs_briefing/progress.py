"""How far long work is: one line every few seconds, for logs; the command line draws a bar in a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable


class Lines:
    """Says through ``say``, every few seconds of long work, how many of how many articles are read."""

    seconds = 5.0

    def __init__(self, say: Callable[[str], object]) -> None:
        self.say = say
        self.next = time.monotonic() + self.seconds

    def __call__(self, done: int, of: int) -> None:
        """Say how far the work is, if it is time to."""
        if 0 < done < of and time.monotonic() >= self.next:
            self.next = time.monotonic() + self.seconds
            self.say(f"{done:,} of {of:,} articles read")
