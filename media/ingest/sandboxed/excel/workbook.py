"""Clean a workbook so that it holds only what its reader sees: visible sheets, rows and columns with their values.

Removed are hidden sheets, comments, names, pivot tables' copies of the data, and formulas that use what is removed.
"""

import re
from collections import Counter
from collections.abc import Callable

from excel import charts as excel_charts
from excel.persons import look_like_persons
from excel.places import area_of
from excel.sheet import HiddenRanges, SheetCleaner, hidden_in
from excel.values import SheetValues
from lxml import etree
from office.package import PackageRefused, local

REMOVED_ELEMENTS = {
    *(
        "customWorkbookViews",
        "workbookProtection",
        "pivotCaches",
        "externalReferences",
        "fileRecoveryPr",
        "fileSharing",
    ),
    *("webPublishing", "webPublishObjects", "smartTagPr", "smartTagTypes", "functionGroups", "extLst", "absPath"),
}
#: Built-in names that define how a sheet is printed.
OF_PRINTING = {"_xlnm.Print_Area", "_xlnm.Print_Titles"}
WORD = re.compile(r"[^\W\d][\w.]*")


class WorkbookReader:
    """Cleans the parts of one workbook.

    `workbook`, `styles` and `strings` are roots (the last two may be None); `sheet_of` returns the root of a sheet by
    its relationship id.
    """

    def __init__(
        self,
        workbook: etree._Element,
        styles: etree._Element | None,
        strings: etree._Element | None,
        sheet_of: Callable[[str], etree._Element],
    ) -> None:
        self.values = SheetValues(strings, lambda title: sheet_of(self.relation_called(title)))
        self.found: Counter[str] = Counter()
        self.strings: set[int] = set()
        self.hidden: dict[str, HiddenRanges] = {}  # name of a kept sheet -> what is hidden in it
        self.gone: list[int] = []  # indices of the removed sheets
        self.relations_gone: set[str] = set()
        self.titles: dict[str, str] = {}  # relationship id -> name of the sheet
        for place, sheet in enumerate(workbook.iter("{*}sheet")):
            relation = next((value for key, value in sheet.attrib.items() if local(key) == "id"), "")
            self.titles[relation] = sheet.get("name", "")
            if sheet.get("state", "visible") != "visible":
                self.gone.append(place)
                self.relations_gone.add(relation)
            else:
                self.hidden[sheet.get("name", "")] = hidden_in(sheet_of(relation))
        if not self.hidden:
            raise PackageRefused("all_hidden")
        self.found["hidden_sheets"] = len(self.gone)
        self.names_gone = self.unwanted_names(workbook)
        titles = [self.titles[relation] for relation in self.relations_gone]
        self.cells = SheetCleaner(formats_that_show_nothing(styles), self.strings, titles, self.found)
        self.fetches = next(workbook.iter("{*}externalReference"), None) is not None
        self.all_to_values = bool(self.gone) or any(self.hidden.values())

    def relation_called(self, title: str) -> str:
        return next((relation for relation, named in self.titles.items() if named == title), "")

    def unwanted_names(self, workbook: etree._Element) -> set[str]:
        return {
            name.get("name", "").lower()
            for name in workbook.iter("{*}definedName")
            if not self.is_kept_name(name) and name.get("name") not in OF_PRINTING
        }

    def is_kept_name(self, name: etree._Element) -> bool:
        """Return whether a defined name refers only to plain areas of visible sheets."""
        local_to = name.get("localSheetId", "")
        if name.get("hidden") in {"1", "true"} or (local_to.isdecimal() and int(local_to) in self.gone):
            return False
        areas = [area_of(one) for one in (name.text or "").split(",")]
        return all(area is not None and area.sheet in self.hidden for area in areas)

    def clean_workbook(self, root: etree._Element) -> None:
        for element in [one for one in root.iter() if one.getparent() is not None]:
            if local(element.tag) in REMOVED_ELEMENTS or self.is_gone(element):
                element.getparent().remove(element)
            else:
                self.renumber(element)
        for empty in [one for one in root if local(one.tag) == "definedNames" and not len(one)]:
            root.remove(empty)

    def renumber(self, element: etree._Element) -> None:
        """Adjust sheet indices, and remove comments on names."""
        for key in ("localSheetId", "activeTab", "firstSheet"):
            if element.get(key, "").isdecimal():
                element.set(key, str(self.new_place(int(element.get(key)))))
        for key in ("codeName", "comment"):
            element.attrib.pop(key, None)

    def is_gone(self, element: etree._Element) -> bool:
        """Return whether it is a hidden sheet, or a name that is not kept."""
        if local(element.tag) == "definedName":
            return not self.is_kept_name(element)
        relations = [value for key, value in element.attrib.items() if local(key) == "id"]
        return local(element.tag) == "sheet" and any(value in self.relations_gone for value in relations)

    def new_place(self, place: int) -> int:
        """Return the new index of a sheet; a removed sheet gets that of the first."""
        return 0 if place in self.gone else place - sum(one < place for one in self.gone)

    def clean_sheet(self, root: etree._Element, title: str) -> None:
        if local(root.tag) == "chartsheet":
            for element in [one for one in root if local(one.tag) in {"sheetProtection", "customSheetViews"}]:
                root.remove(element)
            return
        self.cells.clean(root, self.hidden.get(title, HiddenRanges()), self.drops)
        if look_like_persons(root, self.values):
            raise PackageRefused("persons")

    def drops(self, formula: str, is_shared: bool) -> bool:
        """Return whether a formula must be replaced by its value: it uses what is removed, or another file."""
        if self.all_to_values or "[" in formula or "|" in formula:
            return True
        if is_shared and (self.names_gone or self.fetches):  # a shared formula is written once for many cells
            return True
        return any(word.lower() in self.names_gone for word in WORD.findall(formula))

    def clean_strings(self, root: etree._Element) -> None:
        """Empty strings that no cell shows any more; they are not removed because cells refer to them by index."""
        for number, string in enumerate(one for one in root if local(one.tag) == "si"):
            if number not in self.strings:
                for inside in list(string):
                    string.remove(inside)
                string.append(string.makeelement(string.tag[:-2] + "t", {}))
            for sound in list(string.iter("{*}rPh", "{*}phoneticPr")):
                sound.getparent().remove(sound)
        root.attrib.pop("count", None)

    def clean_table(self, root: etree._Element) -> None:
        for element in list(root.iter("{*}filterColumn", "{*}sortState", "{*}xmlColumnPr", "{*}extLst")):
            element.getparent().remove(element)
        for column in root.iter("{*}tableColumn", "{*}table"):
            for key in ("connectionId", "queryTableFieldId", "comment"):
                column.attrib.pop(key, None)
        if root.get("tableType") == "queryTable":
            del root.attrib["tableType"]
        if self.all_to_values:
            for formula in list(root.iter("{*}calculatedColumnFormula", "{*}totalsRowFormula")):
                formula.getparent().remove(formula)

    def clean_chart(self, root: etree._Element) -> None:
        excel_charts.clean_chart(root, self.hidden, self.values.values_in)


def formats_that_show_nothing(styles: etree._Element | None) -> set[str]:
    """Return the numbers of the cell formats whose number format is ;;; (ECMA-376, 18.8.31)."""
    if styles is None:
        return set()
    codes = {
        one.get("numFmtId") for one in styles.iter("{*}numFmt") if one.get("formatCode", "").strip() in {";;;", ";;"}
    }
    formats = next(styles.iter("{*}cellXfs"), ())
    return {str(number) for number, one in enumerate(formats) if one.get("numFmtId") in codes}
