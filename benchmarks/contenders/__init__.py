"""What runs in the project's own environment: Dougong, and the limit that hand-written SQL sets."""
