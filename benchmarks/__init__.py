"""How long things take, each figure beside its floor: `make bench`, or `python -m benchmarks`."""
