"""Outgoing webhooks, by the convention of Standard Webhooks: whoever subscribes is told what changed.

A webhook reads the change feed from a place of its own and under its owner's rights. `dispatch` turns what it finds
there into deliveries, in the transaction that moves the place on, so nothing is missed or found twice; `deliver` sends
them. Whoever writes records pays nothing for any of this. Nothing is imported here: system.py needs the tables alone.
"""
