"""The forecast of capacity."""
