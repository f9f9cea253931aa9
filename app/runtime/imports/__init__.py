"""Files of rows that people bring in: taken, mapped to fields, rehearsed, written, and taken back.

batch → `upload` (a file, kept sealed) → `prepare` (columns to fields; the rows are read) → checked by the real
path without keeping anything → `start` (written row by row) → `take_back`. All of it by the person's own rights.
"""
