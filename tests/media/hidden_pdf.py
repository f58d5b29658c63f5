"""PDF files with hidden content. Everything hidden contains SECRET."""

import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from tests.media import papers
from tests.media.hidden_papers import SECRET

MANY = 140 * 1024 * 1024


def annotation(pdf: pikepdf.Pdf, kind: str, **more: Any) -> Any:
    about = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[10, 10, 90, 40], Contents=String(SECRET), T=SECRET)
    for key, value in more.items():
        about[f"/{key}"] = value
    return pdf.make_indirect(about)


def drawn(pdf: pikepdf.Pdf, text: str) -> pikepdf.Object:
    """Return the appearance of an annotation: a form XObject with this text."""
    form = Stream(pdf, f"BT /F1 12 Tf ({text}) Tj ET".encode())
    letters = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, [0, 0, 80, 30]
    form.Resources = Dictionary(Font=Dictionary(F1=letters))
    return Dictionary(N=pdf.make_indirect(form))


def remarks(pdf: pikepdf.Pdf) -> None:
    """Add a note, a highlight with a comment, and free text that stands on the page."""
    pdf.pages[0].Annots = Array([
        annotation(pdf, "/Text"),
        annotation(pdf, "/Highlight", AP=drawn(pdf, "fremhaevet")),
        annotation(pdf, "/FreeText", AP=drawn(pdf, "paa siden"), F=4),
    ])  # fmt: skip


def form(pdf: pikepdf.Pdf) -> None:
    """Add a visible form field, a hidden one, and one on no page."""
    fields = [
        annotation(pdf, "/Widget", FT=Name.Tx, T=String("a"), V=String("udfyldt"), AP=drawn(pdf, "udfyldt"), F=4),
        annotation(pdf, "/Widget", FT=Name.Tx, T=String("b"), V=String(SECRET), AP=drawn(pdf, SECRET), F=2),
    ]
    beside = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("c"), V=String(SECRET)))
    pdf.pages[0].Annots = Array(fields)
    pdf.Root.AcroForm = Dictionary(Fields=Array([*fields, beside]))


def templates(pdf: pikepdf.Pdf) -> None:
    """Add a template page, which is no page of the document, and a picture that no page draws."""
    pdf.Root.Names = Dictionary(Templates=Dictionary(Names=Array([String(SECRET), Dictionary(X=String(SECRET))])))
    unused = Stream(pdf, f"BT ({SECRET}) Tj ET".encode())
    unused.Type, unused.Subtype, unused.BBox = Name.XObject, Name.Form, [0, 0, 9, 9]
    pdf.pages[0].Resources.XObject.Unused = pdf.make_indirect(unused)


#: What is hidden -> (function that hides it, what is still read on the page, the text about what was removed).
LEFT: dict[str, tuple[Callable[[pikepdf.Pdf], None], list[str], dict[str, int]]] = {
    "remarks": (remarks, ["fremhaevet", "paa siden"], {"comments": 2}),
    "a form": (form, ["udfyldt"], {"form_fields": 1}),
    "pages and drawings that are not used": (templates, [], {"comments": 1}),
}


def layer(pdf: pikepdf.Pdf, **more: Any) -> Any:
    one = Dictionary(Type=Name.OCG, Name=String(SECRET))
    for key, value in more.items():
        one[f"/{key}"] = value
    return pdf.make_indirect(one)


def hidden_layer(pdf: pikepdf.Pdf) -> None:
    one = layer(pdf)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([one]), D=Dictionary(OFF=Array([one])))


def all_hidden_but_some(pdf: pikepdf.Pdf) -> None:
    one = layer(pdf)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([one]), D=Dictionary(BaseState=Name.OFF))


def not_on_screens(pdf: pikepdf.Pdf) -> None:
    one = layer(pdf, Usage=Dictionary(View=Dictionary(ViewState=Name.OFF)))
    use = Dictionary(Event=Name.View, OCGs=Array([one]), Category=Array([Name.View]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([one]), D=Dictionary(AS=Array([use])))


def bomb(*filters: Any, content: bytes = b"") -> Callable[[pikepdf.Pdf], None]:
    """Add a form XObject to the page that unpacks to 140 MB."""

    def change(pdf: pikepdf.Pdf) -> None:
        packed = content or zlib.compress(bytes(MANY))
        for _again in filters[1:]:
            packed = zlib.compress(packed)
        form = Stream(pdf, packed, Filter=Array(filters))
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, [0, 0, 1, 1]
        pdf.pages[0].Resources.XObject.Big = form

    return change


def huge_picture(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.XObject.AA.update({"/Width": 60_000, "/Height": 60_000})


def many_large(pdf: pikepdf.Pdf) -> None:
    """Add streams of which none is too large by itself."""
    for number in range(4):
        part = Stream(pdf, zlib.compress(bytes(60 * 1024 * 1024)), Filter=Name.FlateDecode)
        pdf.pages[0].Resources.XObject[f"/B{number}"] = part


FLATE = Name.FlateDecode
REFUSED: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "a hidden layer": (hidden_layer, "skjulte lag"),
    "layers hidden until somebody shows them": (all_hidden_but_some, "skjulte lag"),
    "a layer that is not for screens": (not_on_screens, "skjulte lag"),
    "140 MB": (bomb(FLATE), "fylder meget mere"),
    "140 MB packed twice": (bomb(FLATE, FLATE), "fylder meget mere"),
    "many runs": (bomb(Name.RunLengthDecode, content=b"\x81a" * (1024 * 1024)), "fylder meget mere"),
    "a packing of packings": (bomb(*[FLATE] * 5, content=b"x"), "fylder meget mere"),
    "several large ones": (many_large, "fylder meget mere"),
    "a picture of a size that can't be": (huge_picture, "fylder meget mere"),
}


def source(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    return papers.pdf_bytes(change)


def opened(content: bytes) -> pikepdf.Pdf:
    import io

    return pikepdf.open(io.BytesIO(content))
