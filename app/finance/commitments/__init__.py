"""Money bound before it is paid, from its reservation to its payment."""
