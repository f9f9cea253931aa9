"""What residents do by themselves: register, ask, follow, answer, chat, look after their data."""

from . import chat, mine, register, requests, surveys

__all__ = ["chat", "mine", "register", "requests", "surveys"]
