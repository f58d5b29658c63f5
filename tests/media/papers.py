"""Documents made by code, with metadata their authors are not aware of."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import docx
import openpyxl
import pikepdf
from openpyxl.comments import Comment
from pikepdf import Array, Dictionary, Name, String

from tests.media import pictures

AUTHOR = "Lone Forfatter-Testesen"
SECRET = "hemmelig-historik"
TRACES = [AUTHOR.encode(), AUTHOR.encode("utf-16-be"), SECRET.encode(), *pictures.TRACES]
WORDS = "Vi har læst mere i 2.B"


def docx_bytes() -> bytes:
    """Return a Word document with properties, a phone's photo, a comment, a tracked change and a local template."""
    document = docx.Document()
    document.add_paragraph(WORDS)
    run = document.add_paragraph("Se her").runs[0]
    document.add_picture(io.BytesIO(pictures.encoded("JPEG")))
    document.add_picture(io.BytesIO(pictures.encoded("PNG")))
    document.add_comment(run, text="En bemærkning", author=AUTHOR, initials="LFT")
    properties = document.core_properties
    properties.author = properties.last_modified_by = AUTHOR
    properties.comments = properties.keywords = SECRET
    properties.created = datetime(2026, 5, 4, tzinfo=UTC)
    out = io.BytesIO()
    document.save(out)
    changed = (
        f'<w:p xmlns:w="{W}"><w:ins w:id="1" w:author="{AUTHOR}" w:date="2026-05-04T10:00:00Z">'
        f'<w:r><w:t>indsat</w:t></w:r></w:ins><w:hyperlink r:id="rIdH" xmlns:r="{RELATION_TYPES.rstrip("/")}">'
        "<w:r><w:t>Læs mere</w:t></w:r></w:hyperlink></w:p>"
    )
    return repacked(
        out.getvalue(),
        change={
            "customXml/item1.xml": lambda xml: f"<x>{SECRET}</x>".encode(),
            "word/media/image1.jpg": lambda plain: pictures.talkative_jpeg(),
            "word/media/image2.png": lambda plain: pictures.talkative_png(),
            "word/document.xml": lambda xml: xml.replace(b"<w:sectPr", changed.encode() + b"<w:sectPr", 1),
            "word/settings.xml": lambda xml: xml.replace(
                b"<w:zoom", f'<w:docVars><w:docVar w:name="sag" w:val="{SECRET}"/></w:docVars><w:zoom'.encode(), 1
            ),
            "word/_rels/document.xml.rels": lambda xml: xml.replace(
                b"</Relationships>",
                relation("rIdH", "hyperlink", "https://www.uvm.dk/", external=True)
                + relation("rIdD", "hyperlink", f"file:///H:/{SECRET}/noter.docx", external=True)
                + b"</Relationships>",
            ),
        },
        add={
            "docProps/custom.xml": f"<Properties><property><v>{SECRET}</v></property></Properties>".encode(),
            "word/_rels/settings.xml.rels": RELATIONS.replace(
                b"%s", relation("rId1", "attachedTemplate", f"file:///C:/Users/{AUTHOR}/Normal.dotm", external=True)
            ),
        },
    )


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"%s</Relationships>"
)


def relation(key: str, kind: str, target: str, *, external: bool = False) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{key}" Type="{RELATION_TYPES}{kind}" Target="{target}"{mode}/>'.encode()


def repacked(
    content: bytes,
    *,
    change: dict[str, Callable[[bytes], bytes]] | None = None,
    add: dict[str, bytes] | None = None,
    drop: tuple[str, ...] = (),
) -> bytes:
    """Return the package with some members changed, added or removed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in drop:
                new.writestr(name, (change or {}).get(name, bytes)(old.read(name)))
        for name, added in (add or {}).items():
            new.writestr(name, added)
        new.comment = SECRET.encode()
    return out.getvalue()


def xlsx_bytes() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"] = WORDS, 7.4
    sheet["A1"].comment = Comment("Er det rigtigt?", AUTHOR)
    book.properties.creator = book.properties.lastModifiedBy = AUTHOR
    book.properties.description = SECRET
    out = io.BytesIO()
    book.save(out)
    printer = b'<pageSetup paperSize="9" r:id="rIdP" xmlns:r="' + RELATION_TYPES.rstrip("/").encode() + b'"/>'
    return repacked(
        out.getvalue(),
        change={
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"<legacyDrawing", printer + b"<legacyDrawing", 1),
            "xl/worksheets/_rels/sheet1.xml.rels": lambda xml: xml.replace(
                b"</Relationships>",
                relation("rIdP", "printerSettings", "../printerSettings/printerSettings1.bin") + b"</Relationships>",
            ),
        },
        add={"xl/printerSettings/printerSettings1.bin": f"\\\\server\\{SECRET}".encode()},
    )


def pptx_bytes() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/ppt/presentation.xml" ContentType="{main}"/>'
        '<Override PartName="/docProps/custom.xml" ContentType="application/xml"/></Types>'
    )
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": RELATIONS.replace(
            b"%s",
            relation("rId1", "officeDocument", "ppt/presentation.xml")
            + relation("rId2", "custom-properties", "docProps/custom.xml"),
        ),
        "ppt/presentation.xml": f"<p><!-- {SECRET} --><t>{WORDS}</t></p>".encode(),
        "ppt/commentAuthors.xml": f'<l><cmAuthor id="0" name="{AUTHOR}" initials="LFT"/></l>'.encode(),
        "ppt/media/image1.jpg": pictures.talkative_jpeg(),
        "docProps/core.xml": f"<x>{AUTHOR}</x>".encode(),
        "docProps/app.xml": f"<x>{SECRET}</x>".encode(),
        "docProps/custom.xml": f"<x>{SECRET}</x>".encode(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def pdf_bytes(change: Callable[[pikepdf.Pdf], None] | None = None, **save: Any) -> bytes:
    """Return a PDF with author, XMP, a script, a comment, a link, a launch action, and a phone's photo."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 300))
    photo = pikepdf.Stream(pdf, pictures.talkative_jpeg())
    photo.update(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": 640,
            "/Height": 480,
            "/ColorSpace": Name.DeviceRGB,
            "/BitsPerComponent": 8,
            "/Filter": Name.DCTDecode,
        }
    )
    page.Resources = Dictionary(XObject=Dictionary(AA=photo))  # a resource may have any name
    page.Contents = pikepdf.Stream(pdf, b"q 200 0 0 150 0 0 cm /AA Do Q BT (" + b"Vi har laest" + b") Tj ET")
    page.PieceInfo = Dictionary(X=String(SECRET))
    page.Annots = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Text,
                    Rect=[0, 0, 9, 9],
                    T=String(AUTHOR),
                    Contents=String("En bemaerkning"),
                )
            ),
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=[0, 0, 9, 9],
                A=Dictionary(S=Name.URI, URI=String("https://www.uvm.dk/")),
            ),
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=[0, 0, 9, 9],
                A=Dictionary(S=Name.Launch, F=String(f"{SECRET}.exe")),
            ),
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=[0, 0, 9, 9],
                A=Dictionary(S=Name.URI, URI=String(f"javascript:{SECRET}")),
            ),
        ]
    )
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(SECRET), K=1, P=1)
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=[String("a"), Dictionary(S=Name.JavaScript, JS=String(SECRET))])
    )
    pdf.docinfo["/Author"] = AUTHOR
    pdf.docinfo["/Title"] = SECRET
    with pdf.open_metadata() as meta:
        meta["dc:creator"] = [AUTHOR]
    if change:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, **save)
    return out.getvalue()
