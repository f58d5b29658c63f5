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
from pdf import streams as pdf_streams
from pdf import text as pdf_text
from pictures import embedded as embedded_pictures
from pikepdf import Array, Dictionary, Name, Stream

MAX_OBJECTS = 500_000
MAX_PICTURE_BYTES = 100 * 1024 * 1024
#: Keys that are never needed for reading.
UNNEEDED_KEYS = [
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
UNSAFE_ACTIONS = {
    *("/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound"),
    "/RichMediaExecute",
}
#: Annotations that are beside the page, not on it.
ANNOTATIONS_BESIDE_PAGE = {"/Text", "/Popup", "/Caret"}
HIDDEN, NO_VIEW = 2, 32  # flags of an annotation (ISO 32000-1, 12.5.3)
ATTACHMENT_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
SAFE_LINKS = ("http://", "https://", "mailto:", "tel:")


class PdfRefused(Exception):
    pass


def has_embedded_file(obj: pikepdf.Object) -> bool:
    return (
        obj.get("/Type") == Name("/EmbeddedFile")
        or isinstance(obj.get("/EF"), Dictionary)
        or (is_annotation(obj) and str(obj["/Subtype"]) in ATTACHMENT_ANNOTATIONS)
    )


def direct_annotations(page: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the annotations that are direct objects of the page."""
    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return []
    return [one for one in annotations if isinstance(one, Dictionary) and not one.is_indirect]


def is_annotation(obj: pikepdf.Object) -> bool:
    return "/Rect" in obj and "/Subtype" in obj


def clean_object(obj: pikepdf.Object, depth: int = 0) -> None:
    """Clean one object and its direct children; indirect objects are visited on their own."""
    if depth > 60:
        raise PdfRefused("damaged")
    if isinstance(obj, Array):
        for item in obj:
            if not getattr(item, "is_indirect", True):
                clean_object(item, depth + 1)
        return
    if not isinstance(obj, Dictionary | Stream):
        return
    clean_keys(obj)
    for key in list(obj.keys()):
        value = obj[key]
        if isinstance(value, Array | Dictionary) and not value.is_indirect:
            clean_object(value, depth + 1)


def delete_keys(obj: pikepdf.Object, keys: list[str]) -> None:
    for key in keys:
        if key in obj:
            del obj[key]


def clean_keys(obj: pikepdf.Object) -> None:
    delete_keys(obj, UNNEEDED_KEYS)
    if is_annotation(obj) or "/FT" in obj or str(obj.get("/Type")) in {"/Page", "/Pages", "/Catalog"}:
        delete_keys(obj, ["/AA", "/AF"])
    if str(obj.get("/S")) in UNSAFE_ACTIONS or is_unsafe_link(obj):
        delete_keys(obj, list(obj.keys()))
    if isinstance(obj, Stream) and str(obj.get("/Subtype")) == "/Image":
        clean_picture(obj)


def is_unsafe_link(action: pikepdf.Object) -> bool:
    return str(action.get("/S")) == "/URI" and not str(action.get("/URI", "")).lower().startswith(SAFE_LINKS)


def clean_picture(stream: pikepdf.Object) -> None:
    """Remove camera metadata from a JPEG or JPEG 2000 in the PDF."""
    filters = stream.get("/Filter")
    steps = [str(step) for step in filters] if isinstance(filters, Array) else [str(filters)]
    if steps[-1] not in {"/DCTDecode", "/JPXDecode"}:
        return
    content = stream.read_raw_bytes()
    for step in steps[:-1]:
        if step != "/FlateDecode":
            raise PdfRefused("picture")
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(content, MAX_PICTURE_BYTES)
        if unpacker.unconsumed_tail:
            raise PdfRefused("huge")
    parameters = stream.get("/DecodeParms")
    last = parameters[-1] if isinstance(parameters, Array) and len(parameters) else parameters
    try:
        cleaned = embedded_pictures.clean_picture(content)
    except embedded_pictures.UnreadablePicture:
        raise PdfRefused("picture") from None
    stream.write(cleaned, filter=Name(steps[-1]), decode_parms=last if isinstance(last, Dictionary) else None)


def clean_pdf(request: dict[str, Any]) -> dict[str, object]:
    with pikepdf.open(request["source"], suppress_warnings=True) as pdf:
        refuse(pdf)
        if pdf_text.has_cpr_outside_page_text(pdf):
            raise PdfRefused("cpr")
        removed = remove_what_is_not_shown(pdf)
        for obj in pdf.objects:
            clean_object(obj)
        pdf.remove_unreferenced_resources()
        delete_keys(pdf.trailer, ["/Info", "/ID"])
        pdf.save(
            request["target"],
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    # Check the written file, not the upload: its pages are in order, and nothing of it is stored yet.
    if pdf_text.has_cpr_on_pages(Path(request["target"])):
        raise PdfRefused("cpr")
    return {"extension": "pdf", "found": removed}


def refuse(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise PdfRefused("password")
    if len(pdf.pages) == 0:
        raise PdfRefused("damaged")
    if len(pdf.objects) > MAX_OBJECTS or len(pdf.pages) > pdf_text.MAX_PAGES:
        raise PdfRefused("huge")
    if "/Collection" in pdf.Root:
        raise PdfRefused("files_inside")
    if has_hidden_layers(pdf):
        raise PdfRefused("layers")
    unpacked_size = pdf_streams.UnpackedSize()
    for obj in pdf.objects:
        if isinstance(obj, Dictionary | Stream) and any(
            has_embedded_file(one) for one in (obj, *direct_annotations(obj))
        ):
            raise PdfRefused("files_inside")
        if isinstance(obj, Stream):
            unpacked_size.count(obj)


def has_hidden_layers(pdf: pikepdf.Pdf) -> bool:
    """Return whether part of the pages is not shown when the document is opened (ISO 32000-1, 8.11)."""
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
        or any(is_shown_when_layer_is_off(obj) for obj in pdf.objects)
    )


def is_off_on_screen(layer: pikepdf.Object) -> bool:
    """Return whether a layer's usage says that it is off when the document is viewed (ISO 32000-1, 8.11.4.4)."""
    view = layer.get("/Usage", Dictionary()).get("/View", Dictionary())
    return str(view.get("/ViewState")) == "/OFF"


def is_shown_when_layer_is_off(obj: pikepdf.Object) -> bool:
    """Return whether it is content that is shown when a layer is off."""
    if not isinstance(obj, Dictionary) or str(obj.get("/Type")) != "/OCMD":
        return False
    return "/VE" in obj or str(obj.get("/P")) in {"/AllOff", "/AnyOff"}


def remove_what_is_not_shown(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Remove comments, and flatten forms and drawn annotations into the page; return the counts of what was removed."""
    removed = {"comments": 0, "form_fields": 0, "programs": count_programs(pdf)}
    for page in pdf.pages:
        if isinstance(page.obj.get("/Annots"), Array):
            page.obj.Annots = Array([one for one in page.obj.Annots if is_visible(one, removed)])
    with contextlib.suppress(RuntimeError, AttributeError):  # a form that qpdf can't render keeps its appearance
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")
    for page in pdf.pages:
        if isinstance(page.obj.get("/Annots"), Array):
            page.obj.Annots = Array([one for one in page.obj.Annots if str(one.get("/Subtype")) == "/Link"])
    delete_keys(pdf.Root, [str(key) for key in pdf.Root if str(key) not in KEPT_IN_CATALOG])
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        delete_keys(names, [str(key) for key in names if str(key) != "/Dests"])
    return {what: count for what, count in removed.items() if count}


def is_visible(annotation: pikepdf.Object, removed: dict[str, int]) -> bool:
    """Return whether the annotation is visible on the page. Comments are counted in `removed` either way."""
    kind = str(annotation.get("/Subtype"))
    flags = int(annotation.get("/F", 0))
    is_hidden = bool(flags & (HIDDEN | NO_VIEW))
    if kind == "/Widget":
        removed["form_fields"] += is_hidden
    elif kind not in {"/FreeText", "/Link", "/Popup"} and str(annotation.get("/Contents", "")):
        removed["comments"] += 1
    return kind not in ANNOTATIONS_BESIDE_PAGE and not is_hidden


def count_programs(pdf: pikepdf.Pdf) -> int:
    return sum(isinstance(obj, Dictionary) and "/JS" in obj for obj in pdf.objects)


def main() -> None:
    request = json.load(sys.stdin)
    try:
        result = clean_pdf(request)
    except PdfRefused as refused:
        result = {"refused": str(refused)}
    except pdf_streams.StreamTooLarge:
        result = {"refused": "huge"}
    except pikepdf.PasswordError:
        result = {"refused": "password"}
    except MemoryError:
        result = {"refused": "huge"}
    except Exception as error:  # whatever the parser raises, the document can't be read
        result = {"refused": "damaged", "detail": type(error).__name__}
    if "refused" in result:
        with contextlib.suppress(FileNotFoundError):
            Path(request["target"]).unlink()
    json.dump(result, sys.stdout)


main()
