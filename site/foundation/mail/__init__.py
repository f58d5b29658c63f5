"""Outgoing mail: queued in the transaction of the action, sent by the worker."""
