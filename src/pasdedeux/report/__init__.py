"""Cards and charts become a page or a PDF.

May import: present, terms.
May not: read the store.
"""
