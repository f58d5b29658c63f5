"""Does the cost of a text grow with its length, and no faster?"""

import gc
import time
from collections.abc import Callable
from typing import Any

TRIES = 3
#: Four times the text may cost eight times as much: noise and caches, but never the sixteen times of a square.
MOST = 8
#: Seconds below which a clock tells nothing.
NOTHING = 0.002


def grows_with_its_length(use: Callable[[Any], object], make: Callable[[int], Any], *, small: int) -> bool:
    """`use` is what is measured, `make` the worst text of so many characters; sizes are small, twice and four times.

    Time of the processor, compared within the run: the best of several tries.
    """
    texts = [make(small), make(2 * small), make(4 * small)]
    times = [min(_seconds(use, text) for _try in range(TRIES)) for text in texts]
    return times[2] <= MOST * max(times[0], NOTHING)


def _seconds(use: Callable[[Any], object], text: Any) -> float:
    gc.disable()  # a pass over all that the run holds is no cost of the text
    try:
        began = time.process_time()
        use(text)
        return time.process_time() - began
    finally:
        gc.enable()
