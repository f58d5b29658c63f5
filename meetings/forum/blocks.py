"""The media that an example shows; taken over from evidence by the actions of this package, never uploaded here."""

from media.blocks import FilesStreamBlock


class ExampleMediaStreamBlock(FilesStreamBlock):
    pass
