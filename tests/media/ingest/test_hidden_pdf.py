"""Hidden content of a PDF is removed or refused, and no stream may unpack to more than any normal document."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pytest

from media.ingest import sandbox
from media.ingest.processing.make_document import make_document
from media.ingest.refusals import UploadRefused
from tests.media import hidden_pdf, traces

Cleaned = Callable[[bytes], tuple[bytes, dict[str, int]]]


@pytest.fixture
def cleaned(tmp_path: Path) -> Cleaned:
    """Return (the cleaned PDF, the text about what was removed)."""

    def make(content: bytes) -> tuple[bytes, dict[str, int]]:
        source = tmp_path / "upload"
        source.write_bytes(content)
        made = make_document(source=source, name="rapport.pdf", folder=tmp_path)
        return next(iter(made.files.values())).read_bytes(), made.fields["left_out"]

    return make


@pytest.mark.parametrize("name", hidden_pdf.LEFT)
def test_hidden_content_is_removed_and_visible_content_is_kept(cleaned: Cleaned, name: str) -> None:
    change, shown, told = hidden_pdf.LEFT[name]
    content, found = cleaned(hidden_pdf.source(change))
    assert all(hidden_pdf.SECRET.encode() not in part for part in traces.unpacked(content))
    read = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert all(words in read for words in shown)
    assert found == told


@pytest.mark.parametrize("name", hidden_pdf.REFUSED)
def test_what_cannot_be_removed_is_refused_with_a_message(cleaned: Cleaned, name: str) -> None:
    change, words = hidden_pdf.REFUSED[name]
    with pytest.raises(UploadRefused, match=words):
        cleaned(hidden_pdf.source(change))


def test_layers_that_are_all_shown_are_accepted(cleaned: Cleaned) -> None:
    from pikepdf import Array, Dictionary

    def shown(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OCProperties = Dictionary(OCGs=Array([hidden_pdf.layer(pdf)]), D=Dictionary())

    content, _found = cleaned(hidden_pdf.source(shown))
    assert "/OCProperties" not in hidden_pdf.opened(content).Root


def test_every_filter_is_measured_without_keeping_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(sandbox.SANDBOXED_SCRIPTS))
    from pdf import streams as pdf_streams

    packed = bytes([0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01])  # the example of ISO 32000-1, 7.4.4.2
    assert pdf_streams.lzw_size(packed) == len(b"-----A---B")
    assert pdf_streams.inflated_size(zlib.compress(bytes(5000))) == 5000
    assert pdf_streams.run_length_size(b"\x02abc\xfez\x80") == 6
