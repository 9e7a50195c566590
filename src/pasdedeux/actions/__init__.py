"""One file for each thing a person can do.

May import: all rooms to its left.
May not: render.
"""
