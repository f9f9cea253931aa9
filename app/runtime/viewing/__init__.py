"""An administrator looks at the application as somebody else sees it: for half an hour, reading, under his own name."""
