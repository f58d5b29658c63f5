"""Areas and units as an administrator names them: areas created, renamed and removed, units renamed."""
