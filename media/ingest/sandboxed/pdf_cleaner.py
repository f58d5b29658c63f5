"""Rewrite a PDF with what its reader sees, without author, history, comments, scripts and actions.

Run by media.ingest.sandbox: JSON in, JSON out ("extension", and "found": what was removed -> count). Refused are
passwords, embedded files, hidden layers, and streams that unpack to more than any normal document.
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
from pdf import streams as pdf_streams
from pdf import text as pdf_text
from pictures import embedded as embedded_pictures

MOST_OBJECTS = 500_000
MOST_PICTURE_BYTES = 100 * 1024 * 1024
#: Keys that are never needed for reading.
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
#: Catalog keys that a reader needs; of /Names only the destinations are kept.
KEPT_IN_CATALOG = {
    *("/Type", "/Pages", "/Outlines", "/Names", "/Dests", "/PageLabels", "/PageLayout", "/PageMode", "/Lang"),
    *("/ViewerPreferences", "/StructTreeRoot", "/MarkInfo", "/Version", "/Extensions", "/OutputIntents"),
}
ACTIONS = {
    *("/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound"),
    "/RichMediaExecute",
}
#: Annotations that are beside the page, not on it.
BESIDE = {"/Text", "/Popup", "/Caret"}
HIDDEN, NO_VIEW = 2, 32  # flags of an annotation (ISO 32000-1, 12.5.3)
ATTACHMENTS = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
SAFE_LINKS = ("http://", "https://", "mailto:", "tel:")


class Refused(Exception):
    pass


def holds_a_file(obj: pikepdf.Object) -> bool:
    return (
        obj.get("/Type") == Name("/EmbeddedFile")
        or isinstance(obj.get("/EF"), Dictionary)
        or (is_annotation(obj) and str(obj["/Subtype"]) in ATTACHMENTS)
    )


def written_inside(page: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the annotations that are direct objects of the page."""
    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return []
    return [one for one in annotations if isinstance(one, Dictionary) and not one.is_indirect]


def is_annotation(obj: pikepdf.Object) -> bool:
    return "/Rect" in obj and "/Subtype" in obj


def tidy(obj: pikepdf.Object, depth: int = 0) -> None:
    """Clean one object and its direct children; indirect objects are visited on their own."""
    if depth > 60:
        raise Refused("damaged")
    if isinstance(obj, Array):
        for item in obj:
            if not getattr(item, "is_indirect", True):
                tidy(item, depth + 1)
        return
    if not isinstance(obj, Dictionary | Stream):
        return
    tidy_keys(obj)
    for key in list(obj.keys()):
        value = obj[key]
        if isinstance(value, Array | Dictionary) and not value.is_indirect:
            tidy(value, depth + 1)


def drop(obj: pikepdf.Object, keys: list[str]) -> None:
    for key in keys:
        if key in obj:
            del obj[key]


def tidy_keys(obj: pikepdf.Object) -> None:
    drop(obj, UNWANTED)
    if is_annotation(obj) or "/FT" in obj or str(obj.get("/Type")) in {"/Page", "/Pages", "/Catalog"}:
        drop(obj, ["/AA", "/AF"])
    if str(obj.get("/S")) in ACTIONS or leads_astray(obj):
        drop(obj, list(obj.keys()))
    if isinstance(obj, Stream) and str(obj.get("/Subtype")) == "/Image":
        tidy_picture(obj)


def leads_astray(action: pikepdf.Object) -> bool:
    return str(action.get("/S")) == "/URI" and not str(action.get("/URI", "")).lower().startswith(SAFE_LINKS)


def tidy_picture(stream: pikepdf.Object) -> None:
    """Remove camera metadata from a JPEG or JPEG 2000 in the PDF."""
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


def clean(question: dict[str, Any]) -> dict[str, object]:
    with pikepdf.open(question["source"], suppress_warnings=True) as pdf:
        refuse(pdf)
        if pdf_text.said_beside(pdf):
            raise Refused("cpr")
        found = leave_out(pdf)
        for obj in pdf.objects:
            tidy(obj)
        pdf.remove_unreferenced_resources()
        drop(pdf.trailer, ["/Info", "/ID"])
        pdf.save(
            question["target"],
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    # Check the written file, not the upload: its pages are in order, and nothing of it is stored yet.
    if pdf_text.on_pages(Path(question["target"])):
        raise Refused("cpr")
    return {"extension": "pdf", "found": found}


def refuse(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise Refused("password")
    if len(pdf.pages) == 0:
        raise Refused("damaged")
    if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > pdf_text.MOST_PAGES:
        raise Refused("huge")
    if "/Collection" in pdf.Root:
        raise Refused("files_inside")
    if has_hidden_layers(pdf):
        raise Refused("layers")
    counter = pdf_streams.Counter()
    for obj in pdf.objects:
        if isinstance(obj, Dictionary | Stream) and any(holds_a_file(one) for one in (obj, *written_inside(obj))):
            raise Refused("files_inside")
        if isinstance(obj, Stream):
            counter.count(obj)


def has_hidden_layers(pdf: pikepdf.Pdf) -> bool:
    """Whether part of the pages is not shown when the document is opened (ISO 32000-1, 8.11)."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return False
    first = properties.get("/D", Dictionary())
    by_usage = [use for use in first.get("/AS", []) if str(use.get("/Event")) == "/View"]
    layers = [layer for use in by_usage for layer in use.get("/OCGs", [])]
    return bool(
        len(first.get("/OFF", []))
        or str(first.get("/BaseState", "/ON")) != "/ON"
        or any(is_off_on_screen(layer) for layer in layers)
        or any(is_turned_round(obj) for obj in pdf.objects)
    )


def is_off_on_screen(layer: pikepdf.Object) -> bool:
    """Whether a layer's usage says that it is off when the document is viewed (ISO 32000-1, 8.11.4.4)."""
    view = layer.get("/Usage", Dictionary()).get("/View", Dictionary())
    return str(view.get("/ViewState")) == "/OFF"


def is_turned_round(obj: pikepdf.Object) -> bool:
    """Whether it is content that is shown when a layer is off."""
    if not isinstance(obj, Dictionary) or str(obj.get("/Type")) != "/OCMD":
        return False
    return "/VE" in obj or str(obj.get("/P")) in {"/AllOff", "/AnyOff"}


def leave_out(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Remove comments, and flatten forms and drawn annotations into the page; return the counts of what was removed."""
    found = {"comments": 0, "form_fields": 0, "programs": count_programs(pdf)}
    for page in pdf.pages:
        if isinstance(page.obj.get("/Annots"), Array):
            page.obj.Annots = Array([one for one in page.obj.Annots if is_seen(one, found)])
    with contextlib.suppress(RuntimeError, AttributeError):  # a form that qpdf can't render keeps its appearance
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")
    for page in pdf.pages:
        if isinstance(page.obj.get("/Annots"), Array):
            page.obj.Annots = Array([one for one in page.obj.Annots if str(one.get("/Subtype")) == "/Link"])
    drop(pdf.Root, [str(key) for key in pdf.Root if str(key) not in KEPT_IN_CATALOG])
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        drop(names, [str(key) for key in names if str(key) != "/Dests"])
    return {what: count for what, count in found.items() if count}


def is_seen(annotation: pikepdf.Object, found: dict[str, int]) -> bool:
    """Whether the annotation is visible on the page. Comments are counted in `found` either way."""
    kind = str(annotation.get("/Subtype"))
    flags = int(annotation.get("/F", 0))
    is_hidden = bool(flags & (HIDDEN | NO_VIEW))
    if kind == "/Widget":
        found["form_fields"] += is_hidden
    elif kind not in {"/FreeText", "/Link", "/Popup"} and str(annotation.get("/Contents", "")):
        found["comments"] += 1
    return kind not in BESIDE and not is_hidden


def count_programs(pdf: pikepdf.Pdf) -> int:
    return sum(isinstance(obj, Dictionary) and "/JS" in obj for obj in pdf.objects)


def main() -> None:
    question = json.load(sys.stdin)
    try:
        result = clean(question)
    except Refused as refused:
        result = {"refused": str(refused)}
    except pdf_streams.TooMuch:
        result = {"refused": "huge"}
    except pikepdf.PasswordError:
        result = {"refused": "password"}
    except MemoryError:
        result = {"refused": "huge"}
    except Exception as error:  # whatever the parser raises, the document can't be read
        result = {"refused": "damaged", "detail": type(error).__name__}
    if "refused" in result:
        with contextlib.suppress(FileNotFoundError):
            Path(question["target"]).unlink()
    json.dump(result, sys.stdout)


main()
