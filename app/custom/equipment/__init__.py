"""Equipment that maintains itself (2.1–2.5): a room for each part; what several rooms need stands here."""
