"""Patterns become one next step, unless safety comes first.

May import: all rooms to its left.
May not: read anyone's words.
"""
