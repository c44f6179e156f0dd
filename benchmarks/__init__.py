"""Benchmarks: our commands against other tools on the same files, in the same run."""
