"""Other ways to look at a list: board, calendar, bars and tree, where the schema says so. Filters hold in each."""
