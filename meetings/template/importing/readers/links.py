"""A link is its words and its address; both are kept."""

from meetings.template.importing.lines import tidy


def with_address(text: str, address: str) -> str:
    """The words of a link with the address behind them, unless the words already are the address."""
    shown = address.removeprefix("mailto:").strip()
    words = tidy(text)
    if not shown or shown.startswith("#"):
        return text
    if shown.rstrip("/").casefold() in words.casefold() or words.casefold() in _bare(shown):
        return text if words else shown
    return f"{text} ({shown})"


def _bare(address: str) -> set[str]:
    """Ways to write an address without its scheme."""
    bare = address.casefold().removeprefix("https://").removeprefix("http://").rstrip("/")
    return {bare, bare.removeprefix("www."), ""}
