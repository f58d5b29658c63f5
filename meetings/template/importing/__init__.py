"""Parse a municipality's own template document (Word, Markdown or text) into a template without dropping any text.

lines = read_document(data, filename)      # bytes to lines; raises DocumentRefused
parsed = parse_document(lines)             # lines to a `ParsedTemplate` with its line-by-line report
to_json(parsed)                            # JSON-ready dict that the command prints
"""

from meetings.template.importing.parse_document import parse_document
from meetings.template.importing.parsed_template import ParsedTemplate
from meetings.template.importing.read_document import read_document
from meetings.template.importing.refusals import DocumentRefused
from meetings.template.importing.to_json import to_json

__all__ = ["DocumentRefused", "ParsedTemplate", "parse_document", "read_document", "to_json"]
