"""What a slide shows is named by keys; while it is shown the window asks which of them may still be shown."""

from uuid import UUID


def of_evidence(pk: int) -> str:
    return f"e{pk}"


def of_file(key: UUID) -> str:
    return f"m{key.hex}"
