"""The manual of every process: what runs, in words; its published versions; who has read them."""
