"""The words every room uses; nothing here computes.

May import: the standard library.
May not: compute.
"""
