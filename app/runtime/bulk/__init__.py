"""Acts on many records of a list: rehearsed, confirmed, carried out, with a result for each."""
