"""Middleware: size limit, malformed requests, request id, compression, security headers."""
