"""Does the cost of a text grow with its length, and no faster?"""

import gc
import time
from collections.abc import Callable
from typing import Any

#: The long text is so many times the short one.
LONGER = 8
#: What it may cost at most, in times of the short one: noise and caches, but never the 64 times of a square.
MAX_GROWTH = 20
#: Seconds below which a clock tells nothing.
NOTHING = 0.002
#: The short text is measured so often; the long one until it is cheap enough, at most so often.
TRIES, MAX_TRIES = 3, 6


def grows_with_its_length(use: Callable[[Any], object], make: Callable[[int], Any], *, small: int) -> bool:
    """`use` is what is measured, `make` the worst text of so many characters.

    Time of this thread on the processor, compared within the run, the best of several tries: another load of
    the machine makes single tries dearer, a cost that grows faster than its text makes all of them dearer.
    """
    short, long = make(small), make(LONGER * small)
    most = MAX_GROWTH * max(min(_seconds(use, short) for _try in range(TRIES)), NOTHING)
    return any(_seconds(use, long) <= most for _try in range(MAX_TRIES))


def _seconds(use: Callable[[Any], object], text: Any) -> float:
    gc.disable()  # a pass over all that the run holds is no cost of the text
    try:
        began = time.thread_time()
        use(text)
        return time.thread_time() - began
    finally:
        gc.enable()
