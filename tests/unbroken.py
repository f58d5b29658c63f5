"""Danish times and paragraphs as the product writes them, with spaces that do not break (U+00A0)."""

import re


def unbroken(text: str) -> str:
    """`text` with such spaces after "kl." and "§", and within "§ 40 a"."""
    return re.sub(r"\bkl\. |§ (?:\d+ (?=[a-z]\b))?", lambda found: found[0].replace(" ", "\u00a0"), text)
