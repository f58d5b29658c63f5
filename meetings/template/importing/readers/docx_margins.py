"""Which page headers and footers of a Word document are shown: Word keeps those of a setting that was turned off."""

from lxml.etree import _Element as Element

from meetings.template.importing.readers.docx_names import R, W, is_on


def shown_margins(document: Element, settings: Element | None, kind: str) -> set[str]:
    """The relation ids of the headers or footers (`kind`) that some page shows.

    The first page has its own where a section says so, even pages where the document does.
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
