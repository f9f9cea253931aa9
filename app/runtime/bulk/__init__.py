"""Acts on many records of a list: rehearsed, confirmed, carried out, with a result for each.

Each record goes through the one write path, under its own rights, rules and version. What is short is done in the
request, what is long by a job, chunk by chunk: a chunk and the mark how far it came are committed together.
"""
