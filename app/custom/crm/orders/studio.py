"""What the system administrator keeps in the studio: the categories of work orders with their key words, and time limits."""

from __future__ import annotations

from app.studio import dictionary

dictionary("TicketCategory")
dictionary("SlaPolicy")
dictionary("WorkingHours")
dictionary("CalendarDay")
dictionary("Skill")
