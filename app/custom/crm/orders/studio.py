"""What the system administrator keeps in the studio: the categories of work orders with their key words."""

from __future__ import annotations

from app.studio import dictionary

dictionary("TicketCategory")
