"""What is hidden in a PDF does not go along or is refused, and no stream unpacks to more than anybody brings."""

import io
import zlib
from pathlib import Path
from typing import Any

import pypdf
import pytest

from media.ingest import sandbox
from media.ingest.making.make_document import make_document
from media.ingest.refusals import UploadRefused
from tests.media import hidden_pdf, traces


@pytest.fixture
def cleaned(tmp_path: Path) -> Any:
    """(what became of a PDF, what is told of it)."""

    def make(content: bytes) -> tuple[bytes, dict[str, int]]:
        source = tmp_path / "upload"
        source.write_bytes(content)
        made = make_document(source=source, name="rapport.pdf", folder=tmp_path)
        return next(iter(made.files.values())).read_bytes(), made.fields["left_out"]

    return make


@pytest.mark.parametrize("name", hidden_pdf.LEFT)
def test_what_is_hidden_stays_behind_and_what_is_seen_goes_along(cleaned: Any, name: str) -> None:
    change, shown, told = hidden_pdf.LEFT[name]
    content, found = cleaned(hidden_pdf.source(change))
    assert all(hidden_pdf.SECRET.encode() not in part for part in traces.unpacked(content))
    read = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert all(words in read for words in shown)
    assert found == told


@pytest.mark.parametrize("name", hidden_pdf.REFUSED)
def test_what_cannot_be_taken_out_is_refused_in_words(cleaned: Any, name: str) -> None:
    change, words = hidden_pdf.REFUSED[name]
    with pytest.raises(UploadRefused, match=words):
        cleaned(hidden_pdf.source(change))


def test_layers_that_are_all_shown_are_no_reason(cleaned: Any) -> None:
    from pikepdf import Array, Dictionary

    def shown(pdf: Any) -> None:
        pdf.Root.OCProperties = Dictionary(OCGs=Array([hidden_pdf.layer(pdf)]), D=Dictionary())

    content, _found = cleaned(hidden_pdf.source(shown))
    assert "/OCProperties" not in hidden_pdf.opened(content).Root


def test_every_packing_is_counted_without_keeping_it(monkeypatch: Any) -> None:
    monkeypatch.syspath_prepend(str(sandbox.SANDBOXED))
    import pdf_streams

    packed = bytes([0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01])  # the example of ISO 32000-1, 7.4.4.2
    assert pdf_streams.lzw_size(packed) == len(b"-----A---B")
    assert pdf_streams.inflated_size(zlib.compress(bytes(5000))) == 5000
    assert pdf_streams.run_length_size(b"\x02abc\xfez\x80") == 6
