"""What runs below the product: its start, its logs, the cache, and failures of the machines."""
