"""Payments through WeChat Pay and Alipay: orders, signed notices, asking by ourselves, the sandbox of the demo."""

from . import alerts, channels, paying

__all__ = ["alerts", "channels", "paying"]
