"""People: who works here, when, how well, and how they come and go."""
