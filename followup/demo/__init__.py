"""The demo: five systems from real municipalities' published pages, restated in plain Swedish, with invented logs.

What was promised is real in substance; every activity is invented, from a fixed seed, and each page says so.
"""
