"""sovang beside the tools that others use to find duplicates: `python -m benchmarks.peers`."""
