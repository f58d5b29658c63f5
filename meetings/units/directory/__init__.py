"""Which roles the municipality's directory gives: rules, and what follows from them at sign-in and later."""
