"""The figures of a pilot, each with its address."""
