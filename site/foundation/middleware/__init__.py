"""Middleware: size limit, malformed requests, request id, content security policy."""
