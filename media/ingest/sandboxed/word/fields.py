"""Replace fields of a Word document by what they show.

Kept are fields that are computed anew on each page, and safe links.
"""

from collections import Counter

from lxml import etree
from office.package import PackageRefused, local, remove, unwrap

#: Fields that are computed on each page, or shown by themselves.
KEPT_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "NOTEREF", "TOC", "SEQ", "FORMCHECKBOX"}
FETCHING_FIELDS = {"DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "LINK", "IMPORT", "DATABASE", "RD"}
SAFE_LINKS = ("http://", "https://", "mailto:", "tel:")
#: Texts of a form field for the person who fills it in.
FORM_FIELD_TEXTS = {"helpText", "statusText", "entryMacro", "exitMacro", "name"}


def refuse_fetching(root: etree._Element) -> None:
    """Raise PackageRefused for fields that fetch from other files or programs; a field can be spread over several
    runs."""
    written = "".join(element.text or "" for element in root.iter("{*}instrText", "{*}delInstrText"))
    simple = [
        value for element in root.iter("{*}fldSimple") for key, value in element.attrib.items() if local(key) == "instr"
    ]
    for word in " ".join([written, *simple]).replace("\\", " ").upper().split():
        if word in FETCHING_FIELDS:
            raise PackageRefused("external")


def replace_fields(root: etree._Element, removed: Counter[str]) -> None:
    """Replace the fields; count under "fields" those that held text which is not shown."""
    for simple in list(root.iter("{*}fldSimple")):
        instruction = next((value for key, value in simple.attrib.items() if local(key) == "instr"), "")
        if not is_kept(instruction):
            removed["fields"] += has_quoted_text(instruction)
            unwrap(simple)
    open_fields: list[list[etree._Element]] = []
    for element in list(root.iter("{*}fldChar", "{*}instrText")):
        step = next((value for key, value in element.attrib.items() if local(key) == "fldCharType"), "")
        if step == "begin":
            open_fields.append([element])
        elif open_fields:
            open_fields[-1].append(element)
        else:
            remove(element)  # part of no field
        if step == "end" and open_fields:
            replace_by_result(open_fields.pop(), removed)
    for element in root.iter("{*}ffData"):
        for instruction in [one for one in element if local(one.tag) in FORM_FIELD_TEXTS]:
            element.remove(instruction)


def replace_by_result(field: list[etree._Element], removed: Counter[str]) -> None:
    instruction = "".join(element.text or "" for element in field if local(element.tag) == "instrText")
    if is_kept(instruction):
        return
    removed["fields"] += has_quoted_text(instruction)
    if first_word(instruction) == "FORMDROPDOWN":
        show_choice(field[0])
    for element in field:
        remove(element)


def show_choice(begin: etree._Element) -> None:
    """Replace a drop-down list by the text of its chosen entry."""
    entries = [value for one in begin.iter("{*}listEntry") for key, value in one.attrib.items() if local(key) == "val"]
    chosen = [value for one in begin.iter("{*}result", "{*}default") for key, value in one.attrib.items()]
    number = int(chosen[0]) if chosen and chosen[0].isdecimal() else 0
    if number < len(entries):
        text = etree.Element(etree.QName(begin, "t"))
        text.text = entries[number]
        begin.addnext(text)


def first_word(instruction: str) -> str:
    return (instruction.split() or [""])[0].upper()


def is_kept(instruction: str) -> bool:
    words = instruction.split()
    if first_word(instruction) == "HYPERLINK" and len(words) > 1:
        return words[1] == "\\l" or words[1].strip('"').lower().startswith(SAFE_LINKS)
    return first_word(instruction) in KEPT_FIELDS


def has_quoted_text(instruction: str) -> bool:
    """Return whether the field holds text in quotes, which may never have been shown."""
    return '"' in instruction and first_word(instruction) not in {
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "SYMBOL",
    }
