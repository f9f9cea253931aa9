"""The service desk: waiting chats and ringing telephones on one page, each opening with the caller's story (1.4)."""

from . import board, call, chat

__all__ = ["board", "call", "chat"]
