"""The records of one resource: read, listed, written, moved through their workflow; what was done to them and said of them."""
