"""List numbers as Word generates them, to distinguish a list that restarts at 1 from one that continues."""

from lxml.etree import _Element as Element

from meetings.template.importing.readers.docx_xml import W, integer_of, levels, value


class ListCounters:
    """List counters. Call `next` once for each numbered paragraph, from top to bottom."""

    def __init__(self, numbers: dict[str, Element], definitions: dict[str, Element]) -> None:
        self._numbers = numbers
        self._definitions = definitions
        self._counts: dict[str, list[int]] = {}
        self._started: set[tuple[str, int]] = set()

    def next(self, number_id: str, depth: int) -> int:
        """Return the number of the list's next paragraph at level `depth` (from 0); deeper levels restart."""
        entry = self._numbers.get(number_id)
        definition_id = value(entry, f"{W}abstractNumId") or f"list {number_id}"
        counts = self._counts.setdefault(definition_id, [])
        del counts[depth + 1 :]
        while len(counts) <= depth:
            counts.append(self._first(definition_id, len(counts)) - 1)
        override = self._override(entry, depth)
        if override is not None and (number_id, depth) not in self._started:
            counts[depth] = override - 1
        self._started.add((number_id, depth))
        counts[depth] += 1
        return counts[depth]

    @staticmethod
    def _override(entry: Element | None, depth: int) -> int | None:
        for override in levels(entry, "lvlOverride"):
            start = value(override, f"{W}startOverride")
            if override.get(f"{W}ilvl") == str(depth) and start is not None:
                return integer_of(start, 1)
        return None

    def _first(self, definition_id: str, depth: int) -> int:
        definition = self._definitions.get(definition_id)
        for level in levels(definition, "lvl"):
            if level.get(f"{W}ilvl") == str(depth):
                return integer_of(value(level, f"{W}start"), 1)
        return 1
