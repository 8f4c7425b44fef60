"""Acts on barriers, resources and circumstances."""
