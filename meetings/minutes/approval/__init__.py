"""Submit, approve, return and withdraw minutes; verify the record of an approval."""
