"""Resumable uploads, so that an interrupted one continues where it stopped: the protocol tus 1.0 (tus.io)."""
