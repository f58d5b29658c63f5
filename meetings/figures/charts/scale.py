"""Map numbers to coordinates, and choose round numbers for an axis."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Linear scale: `low` lies at coordinate `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, number: float) -> float:
        if self.high <= self.low:
            return self.start
        return self.start + (number - self.low) / (self.high - self.low) * (self.end - self.start)


def nice_step(span: float, count: int) -> float:
    """Return the step of 1, 2 or 5 times a power of ten that gives about `count` steps over `span`."""
    rough = span / max(count, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next((factor * power for factor in (1, 2, 5) if factor * power >= rough * 0.999), 10 * power)


def nice_ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Round numbers from one at or under `low` to one at or over `high`; at least two."""
    if not high > low:
        pad = abs(low) * 0.1 or 1.0
        low, high = low - pad, high + pad
    step = nice_step(high - low, count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 12) for index in range(first, max(last, first + 1) + 1)]


def decimals_of(ticks: list[float]) -> int:
    """Return the number of decimals needed to tell the ticks apart."""
    step = ticks[1] - ticks[0]
    return max(0, -math.floor(math.log10(step) + 1e-9)) if step > 0 else 0
