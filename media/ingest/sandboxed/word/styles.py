"""Which text of a Word document is hidden, directly or by a style (ECMA-376, 17.3.2.41 and 17.7.3)."""

from typing import Any

from lxml import etree
from office.package import local

OFF = {"0", "false", "off", "none"}


def child(element: etree._Element | None, *names: str) -> Any:
    """Return the first child with the first name, its first child with the next, and so on; None where one is
    missing.
    """
    for name in names:
        element = next((one for one in element if local(one.tag) == name), None) if element is not None else None
    return element


def value(element: etree._Element | None) -> str:
    """Return `w:val`, whatever its namespace; "" without one."""
    return (
        next((text for key, text in element.attrib.items() if local(key) == "val"), "") if element is not None else ""
    )


def is_on(element: etree._Element | None) -> bool:
    return element is not None and value(element).lower() not in OFF


class HiddenStyles:
    """Reads the styles once; `styles` is the root of word/styles.xml or None."""

    def __init__(self, styles: etree._Element | None) -> None:
        self.styles: dict[str, object] = {}
        self.known: dict[str, bool] = {}
        self.defaults: dict[str, str] = {}
        self.by_default = False
        for style in styles if styles is not None else ():
            if local(style.tag) == "docDefaults":
                self.by_default = is_on(child(style, "rPrDefault", "rPr", "vanish"))
            elif local(style.tag) == "style":
                attributes = {local(key): word for key, word in style.attrib.items()}
                self.styles[attributes.get("styleId", "")] = style
                if attributes.get("default", "0").lower() not in OFF:
                    self.defaults[attributes.get("type", "")] = attributes.get("styleId", "")

    def by_style(self, name: str) -> bool:
        """Return whether the style, or the nearest one it is based on that defines it, hides its text."""
        seen: list[str] = []
        hidden = False
        while name in self.styles and name not in seen and len(seen) < 100:
            if name in self.known:
                hidden = self.known[name]
                break
            seen.append(name)
            vanish = child(self.styles[name], "rPr", "vanish")
            if vanish is not None:
                hidden = is_on(vanish)
                break
            name = value(child(self.styles[name], "basedOn"))
        self.known |= dict.fromkeys(seen, hidden)
        return hidden

    def by_paragraph(self, paragraph: etree._Element | None) -> bool:
        name = value(child(paragraph, "pPr", "pStyle")) if paragraph is not None else ""
        return self.by_style(name or self.defaults.get("paragraph", ""))

    def hides_end(self, paragraph: etree._Element | None) -> bool:
        """Return whether the paragraph mark is hidden, so that the paragraph takes no line."""
        direct = child(paragraph, "pPr", "rPr", "vanish")
        return is_on(direct) if direct is not None else self.by_default or self.by_paragraph(paragraph)

    def hides(self, run: etree._Element, paragraph: etree._Element | None) -> bool:
        direct = child(run, "rPr", "vanish")
        if direct is not None:
            return is_on(direct)
        by_paragraph = self.by_paragraph(paragraph)
        by_run = self.by_style(value(child(run, "rPr", "rStyle")))
        return self.by_default or by_paragraph != by_run  # a toggle property: set twice is off
