"""Keep both text and address of a link."""

from meetings.template.importing.lines import tidy_text


def with_address(text: str, address: str) -> str:
    """Return the text of a link followed by its address in brackets, unless the text is the address."""
    shown = address.removeprefix("mailto:").strip()
    words = tidy_text(text)
    if not shown or shown.startswith("#"):
        return text
    if shown.rstrip("/").casefold() in words.casefold() or words.casefold() in _bare(shown):
        return text if words else shown
    return f"{text} ({shown})"


def _bare(address: str) -> set[str]:
    """Return an address without its scheme, with and without "www.", and the empty text."""
    bare = address.casefold().removeprefix("https://").removeprefix("http://").rstrip("/")
    return {bare, bare.removeprefix("www."), ""}
