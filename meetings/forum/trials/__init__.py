"""Vi har prøvet det: what other units say of an example that they have tried."""
