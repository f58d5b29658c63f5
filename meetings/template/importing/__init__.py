"""Reading a municipality's own template document: Word, Markdown or text becomes a template, nothing dropped.

lines = read_document(data, filename)      # bytes to lines, or a refusal (`refusals`)
parsed = recognise(lines)                  # lines to a `ParsedTemplate` with its line-by-line report
to_json(parsed)                            # the object that the command prints
"""

from meetings.template.importing.as_json import to_json
from meetings.template.importing.parsed import ParsedTemplate
from meetings.template.importing.read import read_document
from meetings.template.importing.recognise import recognise
from meetings.template.importing.refusals import DocumentRefused

__all__ = ["DocumentRefused", "ParsedTemplate", "read_document", "recognise", "to_json"]
