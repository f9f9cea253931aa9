"""A payment channel on this machine for the demo: residents really pay, and the same signed notices come as in earnest.

It keeps its trades in a folder under `data`, signs with keys of its own, and answers the SDKs on a loopback port in the
words of Alipay and of WeChat Pay. It refuses to start outside the demo.
"""
