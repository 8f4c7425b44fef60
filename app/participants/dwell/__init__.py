"""How long people stay: each of them, and the pilot's estimates."""
