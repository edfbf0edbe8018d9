"""The promise reader: published Swedish text in, proposed targets out, each with the words it rests on.

Pure functions of the text: no clock, no network, no randomness, no learned weights. The same text always
gives the same reading.

From the page to the target, one stage a file:
lines, headings, documents    blocks and sentences; what each heading makes of the lines below it
settings, tables              what a heading says; rows of a pasted table
tokens, verbs, tagging        words with their places; which forms promise and which tell an outcome
numbers, periods, stretches   how many, how often, within which time; distractors are told apart first
party_labels, parties         who is named, beside the sentence or in it
subjects                      who of them undertakes it
subordinates, gaps, clauses   where background and purpose end and each promise begins
moods, wishes                 promise, follow-up, result or background
rejections, asides            sentences that promise nothing as a whole
conditions, coverage          "om läget medger", zero in disguise, "samtliga"
relevance, targets            which numbers carry the promise
companions, kinds             numbers and frequencies paired; the guideline's kind and period
notes, undertakings           what one clause commits to
sentences, reading            everything put together, with spans, places, tags and questions
The files ending in `_words` hold Swedish words only: to teach the reader a word, add it there.
"""

from promises.reader.commitments import Commitment, Span
from promises.reader.questions import Question
from promises.reader.reading import Promise, Reading, Section, predict, read

__all__ = ["Commitment", "Promise", "Question", "Reading", "Section", "Span", "predict", "read"]
