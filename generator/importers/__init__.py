"""Foreign models as our schema: readers of several formats make one neutral model, one emitter writes it down."""
