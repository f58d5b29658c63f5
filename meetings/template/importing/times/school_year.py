"""Find the school year named in a document: "2021/2022", "2021/22", "2021-2022"."""

import re

from meetings.template.importing.lines import TextLine

YEARS = re.compile(r"(?<![\d/.-])(20\d\d)\s?[/–-]\s?(20\d\d|\d\d)(?![\d/.-])")


def school_year_in(lines: list[TextLine]) -> tuple[str, TextLine | None]:
    """Return the first school year, as 2021/2022, and its line; ("", None) when there is none."""
    for line in lines:
        for found in YEARS.finditer(line.text):
            first, second = int(found[1]), int(found[2])
            if second % 100 == (first + 1) % 100 and (second < 100 or second == first + 1):
                return f"{first}/{first + 1}", line
    return "", None
