"""What the record of a stay still lacks."""
