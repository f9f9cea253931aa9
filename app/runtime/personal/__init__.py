"""What belongs to one person's screens: the records that he opened last, and how he wants pages to be."""
