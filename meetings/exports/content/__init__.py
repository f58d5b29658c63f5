"""What a document says, as dataclasses; PDF and Word are written from it."""
