"""What residents do by themselves: register, ask, follow, answer, chat, look after their data."""

from . import announcements, chat, mine, plans, register, requests, surveys

__all__ = ["announcements", "chat", "mine", "plans", "register", "requests", "surveys"]
