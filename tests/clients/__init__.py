"""Clients that existing generators make from the live document, run against the live application."""
