"""Clean an uploaded document so that it holds only what its reader can see."""

from pathlib import Path

from django.utils.translation import gettext

from foundation.text.json_object import JsonObject
from media.ingest import detect_file_type, original_name, refuse_cpr, sandbox
from media.ingest.processing.result import IngestResult, ReportProgress, ignore_progress
from media.ingest.refusals import UploadRefused

OFFICE = frozenset({"docx", "xlsx", "pptx"})
ACCEPTED = {"pdf": frozenset({"pdf"}), "zip": OFFICE}
PROGRAMS = {"pdf": sandbox.SANDBOXED_SCRIPTS / "pdf_cleaner.py", "zip": sandbox.SANDBOXED_SCRIPTS / "office_cleaner.py"}
BOUNDS = sandbox.Limits(memory=1200 * sandbox.MEGABYTE, cpu=60, file_size=250 * sandbox.MEGABYTE, wall_clock=90)
MAX_MEMBERS, MAX_UNPACKED_BYTES, MAX_RATIO = 2000, 200 * sandbox.MEGABYTE, 100


def make_document(*, source: Path, name: str, folder: Path, report: ReportProgress = ignore_progress) -> IngestResult:
    """Clean a PDF, DOCX, XLSX or PPTX of authors, history and anything executable. Raises UploadRefused."""
    kind = detect_file_type.require_accepted_type(source, name, accepted=ACCEPTED, advice=document_advice())
    cleaned = folder / "cleaned"
    answer = run_cleaner(source, cleaned, kind)
    extension = str(answer["extension"])
    fields: dict[str, object] = {
        "extension": extension,
        "byte_size": cleaned.stat().st_size,
        "left_out": {str(what): int(count) for what, count in answer["found"].items()},
    }
    if original_name.extension(name) not in {extension, ""}:
        fields["source_name"] = original_name.clean_file_name(f"{name.rpartition('.')[0]}.{extension}")
    return IngestResult(fields, {f"document.{extension}": cleaned})


def document_advice() -> str:
    return gettext("Choose a document in the format PDF, Word (.docx), Excel (.xlsx) or PowerPoint (.pptx).")


def run_cleaner(source: Path, target: Path, kind: str) -> JsonObject:
    """Write the cleaned document to `target`.

    Returns its "extension", and "found": what was removed (kind -> count). Raises UploadRefused.
    """
    question = {
        "source": str(source),
        "target": str(target),
        "max_members": MAX_MEMBERS,
        "max_bytes": MAX_UNPACKED_BYTES,
        "max_ratio": MAX_RATIO,
    }
    try:
        answer = sandbox.run_python(PROGRAMS[kind], question, folder=target.parent, bounds=BOUNDS)
    except sandbox.SandboxFailed as failure:
        raise UploadRefused(cleaner_message("huge" if failure.how in {"timeout", "killed"} else "damaged")) from failure
    if "refused" in answer:
        raise UploadRefused(cleaner_message(answer["refused"]))
    return answer


def cleaner_message(code: str) -> str:
    """Return the message for a refusal code of the cleaner, which says what to do."""
    sentences = {
        "cpr": refuse_cpr.cpr_message(),
        "huge": gettext(
            "The document unpacks to far more than it looks like, so it was not opened. Save it as PDF and try again."
        ),
        "macros": gettext("There are macros (programs) in the document. Save it without macros, or as PDF."),
        "files_inside": gettext(
            "There are other files inside the document, for example the spreadsheet behind a chart. Save it as PDF, "
            "and upload the other files one by one."
        ),
        "film": gettext("There is a film or sound inside the document. Remove it, and upload the film separately."),
        "persons": gettext(
            "The rows of a sheet look like individual children or colleagues, so the file was not accepted. "
            "Keep only figures for groups, and add them as figures."
        ),
        "layers": gettext(
            "There are hidden layers in the document. Print it to a new PDF, in which there is only what you see, and "
            "upload that."
        ),
        "all_hidden": gettext("All sheets of the workbook are hidden. Show the one you mean, save it, and try again."),
        "uncalculated": gettext(
            "Something hidden in the workbook can't be removed, because a formula was never calculated. Open "
            "it in Excel, save it, and try again."
        ),
        "external": gettext(
            "The document loads something from elsewhere when it is opened (a picture, a spreadsheet or a "
            "database). Save it as PDF, so that it contains everything."
        ),
        "picture": gettext(
            "A picture in the document can't be cleaned of hidden information. Insert it as JPEG or PNG and try again."
        ),
        "password": gettext("The document is protected. Save a copy without protection and try again."),
        "not_office": gettext("The file is a package, but no Word, Excel or PowerPoint document.")
        + f" {document_advice()}",
    }
    return sentences.get(code) or gettext(
        "The document is damaged and can't be read. Open it on your computer, save it again, and try once more."
    )
