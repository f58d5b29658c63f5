"""Writes a PDF anew with what its reader sees, without author, history, remarks, scripts and actions. Run by
media.ingest.sandbox: JSON in, JSON out ("extension", and "found": what was left behind -> how many).

What is refused: a password, files inside the file, hidden layers, and streams that unpack to more than anybody brings.
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
import pdf_streams
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
#: What the catalogue says that a reader needs; of its named things only places in the document.
KEPT_IN_CATALOG = {
    *("/Type", "/Pages", "/Outlines", "/Names", "/Dests", "/PageLabels", "/PageLayout", "/PageMode", "/Lang"),
    *("/ViewerPreferences", "/StructTreeRoot", "/MarkInfo", "/Version", "/Extensions", "/OutputIntents"),
}
ACTIONS = {
    *("/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound"),
    "/RichMediaExecute",
}
#: Remarks that stand beside the page, not on it.
BESIDE = {"/Text", "/Popup", "/Caret"}
HIDDEN, NO_VIEW = 2, 32  # flags of an annotation (ISO 32000-1, 12.5.3)
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


def written_inside(page: Any) -> list[Any]:
    """The annotations that are written in the page itself and are no objects of their own."""
    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return []
    return [one for one in annotations if isinstance(one, Dictionary) and not one.is_indirect]


def is_annotation(obj: Any) -> bool:
    return "/Rect" in obj and "/Subtype" in obj


def tidy(obj: Any, depth: int = 0) -> None:
    """Cleans one object and what is written directly inside it; other objects are visited on their own."""
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


def drop(obj: Any, keys: list[str]) -> None:
    for key in keys:
        if key in obj:
            del obj[key]


def tidy_keys(obj: Any) -> None:
    drop(obj, UNWANTED)
    if is_annotation(obj) or "/FT" in obj or str(obj.get("/Type")) in {"/Page", "/Pages", "/Catalog"}:
        drop(obj, ["/AA", "/AF"])
    if str(obj.get("/S")) in ACTIONS or leads_astray(obj):
        drop(obj, list(obj.keys()))
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
    # What was written is read, not what came: the pages are in order, and nothing of them is stored yet.
    if pdf_text.on_pages(Path(question["target"])):
        raise Refused("cpr")
    return {"extension": "pdf", "found": found}


def refuse(pdf: Any) -> None:
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


def has_hidden_layers(pdf: Any) -> bool:
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


def is_off_on_screen(layer: Any) -> bool:
    """Whether a layer's usage says that it is off when the document is viewed (ISO 32000-1, 8.11.4.4)."""
    view = layer.get("/Usage", Dictionary()).get("/View", Dictionary())
    return str(view.get("/ViewState")) == "/OFF"


def is_turned_round(obj: Any) -> bool:
    """Content that is shown when a layer is not."""
    if not isinstance(obj, Dictionary) or str(obj.get("/Type")) != "/OCMD":
        return False
    return "/VE" in obj or str(obj.get("/P")) in {"/AllOff", "/AnyOff"}


def leave_out(pdf: Any) -> dict[str, int]:
    """Remarks go, forms and drawn remarks become part of the page as they are seen. Returns what to tell of."""
    found = {"comments": 0, "form_fields": 0, "programs": count_programs(pdf)}
    for page in pdf.pages:
        if isinstance(page.obj.get("/Annots"), Array):
            page.obj.Annots = Array([one for one in page.obj.Annots if is_seen(one, found)])
    with contextlib.suppress(RuntimeError, AttributeError):  # a form that qpdf can't draw is shown as it stands
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


def is_seen(annotation: Any, found: dict[str, int]) -> bool:
    """Whether it stands on the page. What somebody wrote to it is counted either way."""
    kind = str(annotation.get("/Subtype"))
    flags = int(annotation.get("/F", 0))
    is_hidden = bool(flags & (HIDDEN | NO_VIEW))
    if kind == "/Widget":
        found["form_fields"] += is_hidden
    elif kind not in {"/FreeText", "/Link", "/Popup"} and str(annotation.get("/Contents", "")):
        found["comments"] += 1
    return kind not in BESIDE and not is_hidden


def count_programs(pdf: Any) -> int:
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
    except Exception as error:  # whatever the parser meets, the document can't be read
        result = {"refused": "damaged", "detail": type(error).__name__}
    if "refused" in result:
        with contextlib.suppress(FileNotFoundError):
            Path(question["target"]).unlink()
    json.dump(result, sys.stdout)


main()
