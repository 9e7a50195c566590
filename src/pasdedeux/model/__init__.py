"""The dyad as a dynamical system on arrays.

May import: terms, numba.
May not: read a diary.
"""
