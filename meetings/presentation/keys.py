"""Keys for what a slide shows. The open presentation regularly asks the server which keys may still be shown."""

from uuid import UUID


def of_evidence(pk: int) -> str:
    return f"e{pk}"


def of_file(key: UUID) -> str:
    return f"m{key.hex}"
