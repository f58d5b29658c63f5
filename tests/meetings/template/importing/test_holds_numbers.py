"""A document with a CPR number is refused; the message names the line but not the number."""

import io

import docx
import pytest

from meetings.template.importing.read_document import read_document
from meetings.template.importing.refusals import HoldsCprNumbers


@pytest.mark.parametrize("written", ["120315-1234", "1203151234", "**120315**-1234", "12.03.15 1234"])
def test_cpr_numbers_in_markdown_and_text_are_refused(written: str) -> None:
    for name in ("skabelon.md", "skabelon.txt"):
        if "*" in written and name.endswith("txt"):
            continue
        with pytest.raises(HoldsCprNumbers, match=r"linje 2\)") as refused:
            read_document(f"# Dagsorden\n\nEmil {written} er med.\n".encode(), name)
        assert "1203" not in refused.value.message and "1234" not in refused.value.message


def test_word_in_a_table() -> None:
    document = docx.Document()
    document.add_paragraph("Dagsorden")
    document.add_table(1, 2).cell(0, 1).text = "120315-1234"
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(HoldsCprNumbers):
        read_document(out.getvalue(), "skabelon.docx")


def test_times_and_years_are_not_cpr_numbers() -> None:
    assert read_document(b"# Dagsorden 2026/2027\n\n- 12.03.2026 kl. 9.00-11.30: Status\n", "skabelon.md")
