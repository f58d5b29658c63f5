"""Documents that are refused: file name -> (function that makes its bytes, part of the refusal)."""

import io
import zipfile
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.media import papers, pictures


def docx_with(**changes: Any) -> bytes:
    return papers.repacked(papers.docx_bytes(), **changes)


def docx_relation(kind: str, target: str, external: bool = True) -> bytes:
    added = papers.relation("rIdX", kind, target, external=external)
    return docx_with(
        change={
            "word/_rels/document.xml.rels": lambda xml: xml.replace(b"</Relationships>", added + b"</Relationships>")
        }
    )


def docx_field(instruction: str) -> bytes:
    halves = instruction[:3], instruction[3:]
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{half}</w:instrText></w:r>' for half in halves)
    field = f'<w:p xmlns:w="{papers.W}">{runs}</w:p>'.encode()
    return docx_with(change={"word/document.xml": lambda xml: xml.replace(b"<w:sectPr", field + b"<w:sectPr", 1)})


def docx_entities() -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    return docx_with(change={"word/settings.xml": lambda xml: bomb + xml[xml.index(b"<w:settings") :]})


def docx_macro_type() -> bytes:
    plain, macro = b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
    return docx_with(
        change={"[Content_Types].xml": lambda xml: xml.replace(b"vnd.openxmlformats-officedocument." + plain, macro)}
    )


def zip_of_many() -> bytes:
    return docx_with(add={f"word/x{number}.xml": b"<x/>" for number in range(2001)})


def zip_with_duplicates() -> bytes:
    out = io.BytesIO(papers.docx_bytes())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/DOCUMENT.xml", b"<x/>")
    return out.getvalue()


def zip_encrypted() -> bytes:
    content = bytearray(papers.docx_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def with_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["skjult.txt"] = b"hej"


def with_attached_remark(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9])])


def without_pages(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]


def pdf_with_password() -> bytes:
    return papers.pdf_bytes(encryption=pikepdf.Encryption(owner="a", user="b"))


def pdf_locked_against_copying() -> bytes:
    return papers.pdf_bytes(encryption=pikepdf.Encryption(owner="a", user=""))


BAD = {
    "tom.pdf": (lambda: b"", "tom"),
    "tekst.pdf": (lambda: b"hej " * 30, "en tekstfil"),
    "billede.pdf": (lambda: pictures.talkative_jpeg(), "JPEG-billede"),
    "gammel.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "gammelt Office-format"),
    "gammel.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "gammelt Office-format"),
    "brev.rtf": (lambda: b"{\\rtf1 hej}", "RTF"),
    "side.docx": (lambda: b"<html><body>", "hjemmeside"),
    "halv.docx": (lambda: papers.docx_bytes()[:3000], "beskadiget"),
    "halv.pdf": (lambda: papers.pdf_bytes()[:40], "beskadiget"),
    "ingen-sider.pdf": (lambda: papers.pdf_bytes(without_pages), "beskadiget"),
    "pakke.docx": (lambda: b"PK\x05\x06" + bytes(18), "ikke et dokument fra Word"),
    "pakke2.docx": (lambda: docx_with(drop=("[Content_Types].xml",)), "ikke et dokument fra Word"),
    "makro.docx": (lambda: docx_with(add={"word/vbaProject.bin": b"x"}), "makroer"),
    "makro2.docx": (lambda: docx_macro_type(), "makroer"),
    "makro4.xlsx": (lambda: papers.repacked(papers.xlsx_bytes(), add={"xl/macrosheets/a.xml": b"<x/>"}), "makroer"),
    "ole.docx": (lambda: docx_with(add={"word/embeddings/oleObject1.bin": b"x"}), "andre filer inde"),
    "ark.docx": (lambda: docx_with(add={"word/embeddings/a.xlsx": b"x"}), "andre filer inde"),
    "program.docx": (lambda: docx_with(add={"word/media/a.exe": b"MZ"}), "andre filer inde"),
    "knap.docx": (lambda: docx_with(add={"word/activeX/activeX1.bin": b"x"}), "andre filer inde"),
    "stykke.docx": (lambda: docx_relation("aFChunk", "side.html", external=False), "andre filer inde"),
    "film.pptx": (lambda: papers.repacked(papers.pptx_bytes(), add={"ppt/media/a.mp4": b"x"}), "film eller lyd"),
    "hent.docx": (lambda: docx_relation("image", "http://example.org/spor.png"), "henter noget"),
    "hent2.docx": (lambda: docx_relation("oleObject", "file:///c:/a.xlsx"), "henter noget"),
    "hent3.docx": (lambda: docx_relation("frame", "\\\\server\\a"), "henter noget"),
    "felt.docx": (lambda: docx_field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"'), "henter noget"),
    "felt2.docx": (lambda: docx_field(' INCLUDEPICTURE "http://example.org/a.png" '), "henter noget"),
    "enheder.docx": (lambda: docx_entities(), "beskadiget"),
    "brudt.docx": (lambda: docx_with(change={"word/document.xml": lambda xml: xml[:-40]}), "beskadiget"),
    "klatrer.docx": (lambda: docx_with(add={"../../etc/a.xml": b"<x/>"}), "beskadiget"),
    "dobbelt.docx": (lambda: zip_with_duplicates(), "beskadiget"),
    "låst.docx": (lambda: zip_encrypted(), "beskadiget"),
    "mange.docx": (lambda: zip_of_many(), "fylder meget mere"),
    "bombe.docx": (lambda: docx_with(add={"word/big.xml": bytes(30 * 1024 * 1024)}), "fylder meget mere"),
    "kode.pdf": (lambda: pdf_with_password(), "beskyttet"),
    "kode2.pdf": (lambda: pdf_locked_against_copying(), "beskyttet"),
    "regning.pdf.exe": (lambda: papers.pdf_bytes(), "hedder .exe"),
    "lyd.docx": (lambda: b"ID3\x04" + bytes(300), "en lydoptagelse (MP3)"),
    "vedhæftet.pdf": (lambda: papers.pdf_bytes(with_attachment), "andre filer inde"),
    "vedhæftet2.pdf": (lambda: papers.pdf_bytes(with_attached_remark), "andre filer inde"),
}
