"""Peers, each in an environment of its own: build/benchmarks/<peer>/.venv from <peer>/requirements.txt."""
