"""Functions on text: Danish formats of dates and numbers, sentences, slugs, differences, parsing."""
