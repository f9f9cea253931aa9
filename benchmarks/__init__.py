"""Dougong beside others, in one run, on one machine: ratios, not promises. `make bench`, docs/benchmarks.md."""
