"""Rows that repeat, as one string: a template for each of hundreds of them takes half a second.

Class names are fixed, everything else is escaped by `format_html`. What is drawn stands in templates where it is few.
"""
