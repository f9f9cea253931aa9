"""Reports that come by themselves: who wants which one, when, and how it reaches him."""
