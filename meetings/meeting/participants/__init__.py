"""Participants of a meeting: the template's rules, the choices of the form, and the action that sets them."""
