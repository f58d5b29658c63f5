"""The weekly digest: what waits, what passed, what comes, and wishes without an answer."""
