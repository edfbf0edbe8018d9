"""Planted leaks: mistakes of the kind that are made, each one planted alone, and each to be found by the matrix."""

from tests.access.leaks import above, answers, copies, reading, rights, writing
from tests.access.leaks.planting import LEAKS, without_the_second_wall

__all__ = ["LEAKS", "above", "answers", "copies", "reading", "rights", "without_the_second_wall", "writing"]
