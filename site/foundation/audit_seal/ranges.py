"""A set of whole numbers, kept as ranges: primary keys mostly follow each other."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator


class Ranges:
    """Numbers that mostly come in ascending order take little time and space."""

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        self._first: list[int] = []
        self._last: list[int] = []
        for first, last in sorted(pairs):
            self._first.append(first)
            self._last.append(last)

    @classmethod
    def from_numbers(cls, numbers: Iterable[int]) -> "Ranges":
        found = cls()
        for number in numbers:
            found.add(number)
        return found

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._first, self._last, strict=True)

    def __contains__(self, number: int) -> bool:
        place = bisect_right(self._first, number)
        return place > 0 and number <= self._last[place - 1]

    def add(self, number: int) -> bool:
        """Add the number. Return whether it was new."""
        place = bisect_right(self._first, number)
        if place and number <= self._last[place - 1]:
            return False
        if place and self._last[place - 1] == number - 1:
            self._last[place - 1] = number
        else:
            self._first.insert(place, number)
            self._last.insert(place, number)
        return True
