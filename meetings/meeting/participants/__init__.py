"""Who takes part in a meeting: the template's rules, the choices of the form, the action."""
