"""A silent client is not waited for."""

import socket

import pytest
from django.test import RequestFactory

from media.uploading import request_body


def test_silence_ends_reading_and_the_timeout_is_restored(monkeypatch):
    monkeypatch.setattr(request_body, "SILENCE_TIMEOUT", 0.05)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        request = RequestFactory().patch("/", b"")
        request.META["gunicorn.socket"] = ours
        monkeypatch.setattr(type(request), "read", lambda _self, size: ours.recv(size))
        theirs.send(b"1234")
        with request_body.read_while_it_comes(request) as read:
            assert read(10) == b"1234"
            with pytest.raises(OSError):
                read(10)
        assert ours.gettimeout() is None


def test_without_a_gunicorn_socket_no_timeout_is_set():
    request = RequestFactory().patch("/", b"1234")
    with request_body.read_while_it_comes(request) as read:
        assert read(4) == b"1234"
