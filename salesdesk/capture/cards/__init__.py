"""Business cards: what stands on a photographed card, line by line, and whom it tells of.

`straightening`, `letters` and `vietnamese` work on pixels and run in a process of their own (services/card_reading.py):
only they import OpenCV, numpy and the recogniser, and only when they are called. The rest is plain Python over lines.
"""
