"""Beliefs become links and named patterns, with their probability.

May import: all rooms to its left.
May not: advise, or label a person.
"""
