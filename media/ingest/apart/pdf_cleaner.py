"""Writes a PDF anew without author, history, scripts and actions. Run by media.ingest.sandbox: JSON in, JSON out.

What is refused: a password, and files inside the file (they would be lost silently, so the person is told instead).
"""

import contextlib
import json
import sys
import zlib
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

sys.path.insert(0, str(Path(__file__).parent))
import embedded_pictures
import pdf_text

MOST_OBJECTS = 500_000
MOST_PICTURE_BYTES = 100 * 1024 * 1024
#: Never needed for reading.
UNWANTED = [
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/OpenAction",
    "/JavaScript",
    "/XFA",
    "/RichMediaContent",
    "/Thumb",
]
UNWANTED_IN_CATALOG = ["/AA", "/AF", "/Collection", "/Perms", "/SpiderInfo", "/Legal", "/DSS", "/Requirements"]
ACTIONS = {
    *("/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound"),
    "/RichMediaExecute",
}
REMARKS = {
    *("/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline"),
    *("/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Redact"),
}
ATTACHMENTS = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
SAFE_LINKS = ("http://", "https://", "mailto:", "tel:")


class Refused(Exception):
    pass


def holds_a_file(obj: Any) -> bool:
    return (
        obj.get("/Type") == Name("/EmbeddedFile")
        or isinstance(obj.get("/EF"), Dictionary)
        or (is_annotation(obj) and str(obj["/Subtype"]) in ATTACHMENTS)
    )


def is_annotation(obj: Any) -> bool:
    return "/Rect" in obj and "/Subtype" in obj


def tidy(obj: Any, author: str, depth: int = 0) -> None:
    """Cleans one object and what is written directly inside it; other objects are visited on their own."""
    if depth > 60:
        raise Refused("damaged")
    if isinstance(obj, Array):
        for item in obj:
            if not getattr(item, "is_indirect", True):
                tidy(item, author, depth + 1)
        return
    if not isinstance(obj, Dictionary | Stream):
        return
    tidy_keys(obj, author)
    for key in list(obj.keys()):
        value = obj[key]
        if isinstance(value, Array | Dictionary) and not value.is_indirect:
            tidy(value, author, depth + 1)


def drop(obj: Any, keys: list[str]) -> None:
    for key in keys:
        if key in obj:
            del obj[key]


def tidy_keys(obj: Any, author: str) -> None:
    if holds_a_file(obj):
        raise Refused("files_inside")
    drop(obj, UNWANTED)
    if is_annotation(obj) or "/FT" in obj or str(obj.get("/Type")) in {"/Page", "/Pages", "/Catalog"}:
        drop(obj, ["/AA", "/AF"])
    if str(obj.get("/S")) in ACTIONS or leads_astray(obj):
        drop(obj, list(obj.keys()))
    if is_annotation(obj) and str(obj["/Subtype"]) in REMARKS:
        drop(obj, ["/M", "/CreationDate", "/NM", "/RC"])
        if "/T" in obj:
            obj["/T"] = pikepdf.String(author)
    if isinstance(obj, Stream) and str(obj.get("/Subtype")) == "/Image":
        tidy_picture(obj)


def leads_astray(action: Any) -> bool:
    return str(action.get("/S")) == "/URI" and not str(action.get("/URI", "")).lower().startswith(SAFE_LINKS)


def tidy_picture(stream: Any) -> None:
    """A camera's JPEG inside a PDF carries the camera's metadata."""
    filters = stream.get("/Filter")
    steps = [str(step) for step in filters] if isinstance(filters, Array) else [str(filters)]
    if steps[-1] not in {"/DCTDecode", "/JPXDecode"}:
        return
    content = stream.read_raw_bytes()
    for step in steps[:-1]:
        if step != "/FlateDecode":
            raise Refused("picture")
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(content, MOST_PICTURE_BYTES)
        if unpacker.unconsumed_tail:
            raise Refused("huge")
    parameters = stream.get("/DecodeParms")
    last = parameters[-1] if isinstance(parameters, Array) and len(parameters) else parameters
    try:
        cleaned = embedded_pictures.clean(content)
    except embedded_pictures.Unreadable:
        raise Refused("picture") from None
    stream.write(cleaned, filter=Name(steps[-1]), decode_parms=last if isinstance(last, Dictionary) else None)


def clean(question: dict[str, Any]) -> dict[str, Any]:
    with pikepdf.open(question["source"], suppress_warnings=True) as pdf:
        if pdf.is_encrypted:
            raise Refused("password")
        if len(pdf.pages) == 0:
            raise Refused("damaged")
        if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > pdf_text.MOST_PAGES:
            raise Refused("huge")
        if "/Collection" in pdf.Root:
            raise Refused("files_inside")
        drop(pdf.Root, UNWANTED_IN_CATALOG)
        names = pdf.Root.get("/Names")
        if isinstance(names, Dictionary):
            drop(names, ["/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations"])
        for obj in pdf.objects:
            tidy(obj, question["author"])
        if pdf_text.said_beside(pdf):
            raise Refused("cpr")
        drop(pdf.trailer, ["/Info", "/ID"])
        pdf.save(
            question["target"],
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    # What was written is read, not what came: the pages are in order, and nothing of them is stored yet.
    if pdf_text.on_pages(Path(question["target"])):
        raise Refused("cpr")
    return {"extension": "pdf", "found": {}}


def main() -> None:
    question = json.load(sys.stdin)
    try:
        result = clean(question)
    except Refused as refused:
        result = {"refused": str(refused)}
    except pikepdf.PasswordError:
        result = {"refused": "password"}
    except MemoryError:
        result = {"refused": "huge"}
    except Exception as error:  # whatever the parser meets, the document can't be read
        result = {"refused": "damaged", "detail": type(error).__name__}
    if "refused" in result:
        with contextlib.suppress(FileNotFoundError):
            Path(question["target"]).unlink()
    json.dump(result, sys.stdout)


main()
