"""The only room that speaks SQL and holds keys; every call names its viewer.

May import: terms, consent, intake records.
May not: compute.
"""
