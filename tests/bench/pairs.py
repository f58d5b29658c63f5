"""Time two ways of doing the same alternately: A B A B …"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Ratio:
    """A's processor time over B's, of each pair. `median` is the one to quote."""

    name: str
    against: str
    ratios: tuple[float, ...]

    def __str__(self) -> str:
        least, median, most = min(self.ratios), statistics.median(self.ratios), max(self.ratios)
        return f"{self.name:<44} {median:7.2f}  ({least:.2f}–{most:.2f})  {self.against}"


def in_turn(name: str, ours: Work, against: str, bare: Work, *, pairs: int, repeat: int = 1) -> Ratio:
    """Runs both `pairs` times after one warm-up each; `repeat` calls are one measurement where one is too short."""
    ours(), bare()
    ratios = tuple(_seconds(ours, repeat) / _seconds(bare, repeat) for _pair in range(pairs))
    return Ratio(name, against, ratios)


def _seconds(work: Work, repeat: int) -> float:
    """Wall time, because part of our work is done by child processes that we wait for."""
    start = time.perf_counter()
    for _time in range(repeat):
        work()
    return time.perf_counter() - start
