"""Determine which page headers and footers are visible; Word keeps those of settings that were turned off."""

from lxml.etree import _Element as Element

from meetings.template.importing.readers.docx_xml import R, W, is_on


def shown_margins(document: Element, settings: Element | None, kind: str) -> set[str]:
    """Return the relationship ids of the headers or footers (`kind`) that are visible on some page.

    A section's settings decide whether the first page has its own, the document's settings whether even pages do.
    """
    sections = list(document.iter(f"{W}sectPr"))
    types = {"default"}
    if any(is_on(section, f"{W}titlePg") for section in sections):
        types.add("first")
    if is_on(settings, f"{W}evenAndOddHeaders"):
        types.add("even")
    return {
        reference.get(f"{R}id", "")
        for section in sections
        for reference in section.findall(f"{W}{kind}Reference")
        if reference.get(f"{W}type", "default") in types
    }
