"""Files that come in parts, so that a dropped connection goes on where it stopped: the protocol tus 1.0 (tus.io)."""
