"""Resolve Word styles: heading level, list membership and run toggles of a paragraph, from it and its styles."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import _Element as Element

from meetings.template.importing.lines import Marker
from meetings.template.importing.readers.docx_list_numbers import ListCounters
from meetings.template.importing.readers.docx_xml import OFF, W, children, integer_of, is_on, levels, value

HEADING_NAME = re.compile(r"^(?:heading|overskrift)\s*(\d)$", re.IGNORECASE)
TITLE_NAMES = {"title", "titel"}
CONTENTS_NAME = re.compile(r"^(?:toc|indholdsfortegnelse)\s*\d$", re.IGNORECASE)
BODY_LEVEL = 9
#: Length of a chain of styles based on each other; Word itself allows eleven.
MAX_CHAIN_LENGTH = 30


class Styles:
    """Styles of one document. `styles` and `numbering` are the root elements of their parts, None when missing."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._usual = ""
        self._defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        for style in [] if styles is None else styles.findall(f"{W}style"):
            style_id = style.get(f"{W}styleId", "")
            self._styles[style_id] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in OFF:
                self._usual = style_id
        self._of_style = lru_cache(maxsize=None)(self._toggle_of_style)
        self._numbers: dict[str, Element] = {}
        self._definitions: dict[str, Element] = {}
        for entry in [] if numbering is None else children(numbering):
            if entry.tag == f"{W}num":
                self._numbers[entry.get(f"{W}numId", "")] = entry
            elif entry.tag == f"{W}abstractNum":
                self._definitions[entry.get(f"{W}abstractNumId", "")] = entry
        self._by_style = {
            link: one
            for one in reversed(self._definitions.values())
            if (link := value(one, f"{W}styleLink")) is not None
        }
        self._counting = ListCounters(self._numbers, self._definitions)

    def heading(self, paragraph: Element) -> int:
        """Return the heading level 1 to 9, or 0 for text. A document title is level 1."""
        for settings, name in self._layers(paragraph):
            level = value(settings, f"{W}outlineLvl")
            if level is not None:
                return integer_of(level, BODY_LEVEL) + 1 if integer_of(level, BODY_LEVEL) < BODY_LEVEL else 0
            if found := HEADING_NAME.match(name):
                return int(found[1]) or 1
            if name.lower() in TITLE_NAMES:
                return 1
        return 0

    def is_contents(self, paragraph: Element) -> bool:
        """Return whether the paragraph is a line of a table of contents."""
        return any(CONTENTS_NAME.match(name) for _settings, name in self._layers(paragraph))

    def is_on(self, toggle: str, paragraph_style: str, run: Element | None) -> bool:
        """Return whether a toggle such as bold ("b") or hidden ("vanish") is on for a run's `w:rPr` (None without one).

        `paragraph_style` is the id of its paragraph's style, empty for the default style.

        The run's own setting overrides the styles. A paragraph style and a character style that are both on cancel
        each other, as in Word (ECMA-376 part 1, 17.7.3).
        """
        own = is_on(run, f"{W}{toggle}")
        if own is not None:
            return own
        by_style = [
            self._of_style(style, toggle) for style in (paragraph_style or self._usual, value(run, f"{W}rStyle") or "")
        ]
        if is_on(self._defaults, f"{W}{toggle}"):
            return False not in by_style
        return by_style.count(True) == 1

    def _toggle_of_style(self, style: str, toggle: str) -> bool | None:
        """Return the nearest setting of a toggle in a style and those it is based on; None when none sets it."""
        settings = (is_on(layer.find(f"{W}rPr"), f"{W}{toggle}") for layer in self._chain(style))
        return next((one for one in settings if one is not None), None)

    def in_list(self, paragraph: Element) -> tuple[Marker, int, int]:
        """Return (marker, level from 0, number) of Word's list marker; the number is 0 for a bullet.

        Call once for each paragraph, from top to bottom, because it counts.
        """
        number_id, level, name = None, None, ""
        for settings, layer_name in self._layers(paragraph):
            name = name or layer_name
            level = level if level is not None else value(settings, f"{W}numPr/{W}ilvl")
            number_id = value(settings, f"{W}numPr/{W}numId")
            if number_id is not None:
                break
        if number_id is None or number_id == "0":
            return Marker.NONE, 0, 0
        depth = min(max(integer_of(level), 0), 8)
        kind = self._format(number_id, depth) or ("bullet" if "bullet" in name.lower() else "decimal")
        if kind == "none":
            return Marker.NONE, 0, 0
        if kind == "bullet":
            return Marker.BULLET, depth, 0
        return Marker.NUMBER, depth, self._counting.next(number_id, depth)

    def _format(self, number_id: str, depth: int) -> str | None:
        """Return the number format of a list level (decimal, lowerLetter, bullet …); None when it is not defined."""
        entry = self._numbers.get(number_id)
        if entry is None:
            return None
        for override in levels(entry, "lvlOverride"):
            if override.get(f"{W}ilvl") == str(depth):
                changed = value(override, f"{W}lvl/{W}numFmt")
                if changed is not None:
                    return changed
        definition = self._definitions.get(value(entry, f"{W}abstractNumId") or "")
        return self._level_format(self._linked(definition), depth)

    def _linked(self, definition: Element | None) -> Element | None:
        """Return the definition with the levels, following a link to a list style."""
        link = value(definition, f"{W}numStyleLink")
        if link is None:
            return definition
        return self._by_style.get(link, definition)

    @staticmethod
    def _level_format(definition: Element | None, depth: int) -> str | None:
        for level in levels(definition, "lvl"):
            if level.get(f"{W}ilvl") == str(depth):
                return value(level, f"{W}numFmt")
        return None

    def _chain(self, style: str | None) -> Iterator[Element]:
        """Yield a style and those it is based on; stops at a cycle."""
        seen: set[str] = set()
        while style and style in self._styles and style not in seen and len(seen) < MAX_CHAIN_LENGTH:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], f"{W}basedOn")

    def _layers(self, paragraph: Element) -> Iterator[tuple[Element | None, str]]:
        """Yield (settings, style name) of the paragraph itself, its style, and the styles that is based on."""
        own = paragraph.find(f"{W}pPr")
        yield own, ""
        for style in self._chain(value(own, f"{W}pStyle")):
            yield style.find(f"{W}pPr"), value(style, f"{W}name") or ""
