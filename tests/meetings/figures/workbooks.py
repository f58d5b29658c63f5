"""Build workbooks for tests, including ones that no real program writes."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload(data, name="tal.xlsx"):
    return SimpleUploadedFile(name, data, XLSX)


def xlsx(*sheets, change=None):
    """`sheets`: (name, rows[, state]); `change` gets the openpyxl workbook before it is saved."""
    book = Workbook()
    book.remove(book.active)
    for name, rows, *state in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if state:
            sheet.sheet_state = state[0]
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>
</office:document-content>"""


MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def ods(name, rows):
    """A cell is text, a number, or (attributes, text)."""
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    content = ODS_CONTENT.format(tables=f'<table:table table:name="{name}">{lines}</table:table>')
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": MANIFEST,
            "content.xml": content,
        }
    )


def _cell(cell):
    if isinstance(cell, tuple):
        return f"<table:table-cell {cell[0]}>{f'<text:p>{cell[1]}</text:p>' if cell[1] else ''}</table:table-cell>"
    if isinstance(cell, int | float):
        return _cell((f'office:value-type="float" office:value="{cell}"', cell))
    return _cell(('office:value-type="string"', cell))


def package(members, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def members_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
