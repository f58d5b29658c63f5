"""Middleware: size and form of requests, their number in the log, the content security policy."""
