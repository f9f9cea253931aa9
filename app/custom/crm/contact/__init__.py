"""How people reach us: telephone, chat, short messages, and the service desk's pages (1.4)."""

from . import calls, chats

__all__ = ["calls", "chats"]
