"""Clean a Word document so that it holds only what its reader sees.

Removed are comments, tracked changes, hidden text, content controls, bookmarks nothing refers to, and headers and
footnotes that are not shown.
"""

from collections import Counter

from lxml import etree
from office.package import local, remove, unwrap
from word import changes as word_changes
from word import fields as word_fields
from word.styles import HiddenStyles, child, is_on

COMMENT_ELEMENTS = {"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"}
#: Elements about the file and its writers, never shown.
REMOVED_ELEMENTS = {
    *("proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "documentProtection", "writeProtection"),
    *("trackRevisions", "docId", "smartTagPr", "customXmlPr", "rsid", "sdtPr", "sdtEndPr", "activeWritingStyle"),
}
WRAPPER_ELEMENTS = {"smartTag", "customXml", "sdt", "sdtContent"}
IDENTIFIER_ATTRIBUTES = {"paraId", "textId", "gfxdata"}


class WordReader:
    """Cleans the parts of one document, the main part before its footnotes."""

    def __init__(self, styles: etree._Element | None, settings: etree._Element | None) -> None:
        self.styles = HiddenStyles(styles)
        self.has_even_pages = settings is not None and is_on(child(settings, "evenAndOddHeaders"))
        self.referred: dict[str, set[str]] = {"footnote": set(), "endnote": set()}
        self.found: Counter[str] = Counter()

    def clean(self, root: etree._Element) -> None:
        word_fields.refuse_fetching(root)
        self.count_comments(root)
        word_changes.accept(root, self.found)
        for element in list(root.iter(etree.Element)):
            self.clean_element(element)
        self.remove_hidden(root)
        word_fields.replace_fields(root, self.found)
        self.remove_unused_bookmarks(root)
        self.remove_headers_not_shown(root)
        self.notes(root)

    def count_comments(self, root: etree._Element) -> None:
        self.found["comments"] += sum(1 for _one in root.iter("{*}commentReference"))

    def clean_element(self, element: etree._Element) -> None:
        name = local(element.tag)
        for key in [
            one for one in element.attrib if local(one).startswith("rsid") or local(one) in IDENTIFIER_ATTRIBUTES
        ]:
            del element.attrib[key]
        if name in COMMENT_ELEMENTS or name in REMOVED_ELEMENTS:
            remove(element)
        elif name in WRAPPER_ELEMENTS:
            unwrap(element)

    def remove_hidden(self, root: etree._Element) -> None:
        shortened = set()
        for run in list(root.iter("{*}r")):
            paragraph = next((one for one in run.iterancestors() if local(one.tag) == "p"), None)
            if self.styles.hides(run, paragraph):
                if any(one.text for one in run.iter("{*}t")):
                    shortened.add(paragraph)
                keep_field_marks(run)
        self.found["hidden_text"] += len(shortened)
        for paragraph in shortened:
            if self.is_gone(paragraph):
                remove(paragraph)
        for row in list(root.iter("{*}tr")):
            if is_on(child(row, "trPr", "hidden")):
                self.found["hidden_text"] += 1
                remove(row)

    def is_gone(self, paragraph: etree._Element | None) -> bool:
        """Return whether nothing of the paragraph is left and its mark is hidden too; not the last one of a cell or
        section.
        """
        if paragraph is None or any(paragraph.iter("{*}r", "{*}sectPr")) or not self.styles.hides_end(paragraph):
            return False
        following = paragraph.getnext()
        return following is not None and local(following.tag) == "p"

    def remove_unused_bookmarks(self, root: etree._Element) -> None:
        words = " ".join(one.text or "" for one in root.iter("{*}instrText")).replace('"', " ").split()
        used = {*words, *(one for link in root.iter("{*}hyperlink") for one in link.attrib.values())}
        kept = set()
        for mark in list(root.iter("{*}bookmarkStart", "{*}bookmarkEnd")):
            attributes = {local(key): word for key, word in mark.attrib.items()}
            if attributes.get("name") in used or (local(mark.tag) == "bookmarkEnd" and attributes.get("id") in kept):
                kept.add(attributes.get("id"))
            else:
                remove(mark)

    def remove_headers_not_shown(self, root: etree._Element) -> None:
        for section in root.iter("{*}sectPr"):
            shown = {"first": is_on(child(section, "titlePg")), "even": self.has_even_pages}
            for reference in [one for one in section if local(one.tag) in {"headerReference", "footerReference"}]:
                kind = next((word for key, word in reference.attrib.items() if local(key) == "type"), "default")
                if not shown.get(kind, True):
                    section.remove(reference)

    def notes(self, root: etree._Element) -> None:
        """Remember which notes the text refers to, and remove those it does not."""
        for kind, referred in self.referred.items():
            for reference in root.iter(f"{{*}}{kind}Reference"):
                referred |= {word for key, word in reference.attrib.items() if local(key) == "id"}
            for note in [one for one in root if local(one.tag) == kind]:
                attributes = {local(key): word for key, word in note.attrib.items()}
                if attributes.get("type", "normal") == "normal" and attributes.get("id") not in referred:
                    root.remove(note)


def keep_field_marks(run: etree._Element) -> None:
    """Remove a hidden run except field characters, as the other half of the field may be visible."""
    marks = [one for one in run if local(one.tag) in {"fldChar", "instrText"}]
    if not marks:
        remove(run)
        return
    for one in [one for one in run if one not in marks and local(one.tag) != "rPr"]:
        run.remove(one)
