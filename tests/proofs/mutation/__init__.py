"""Mutation testing of the core: a small change in the code must make some test fail.

`python -m tests.proofs.mutation app/runtime/policy.py` tries one file and prints what survives. The usual tools want
another layout or start pytest anew for each mutant; here a process that has the libraries loaded forks one child a
mutant, which runs the tests that reach the changed line, the quickest first, until one fails.
"""
