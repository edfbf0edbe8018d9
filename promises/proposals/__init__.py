"""Proposed targets: what the reader found in the guideline's words, in the form that can be stored and judged.

Pure: a commitment, a period and answers in; a target and questions out. Nothing is counted before a person has said
that the target is right.

commitments, drafts           what comes in, and what goes out
cases, names                  one commitment in one set: its consequence, its name
steps, normal_form            how often, and what kind
guesses, days, noun_forms, patterns         what the words around it say
effects, left_out             what is to be measured; what no target holds
asking, asking_how_often, asking_of_kind    what only a person can settle
proposing                     everything put together
"""

from promises.proposals.commitments import plain
from promises.proposals.drafts import Choice, Draft, Proposal, Question
from promises.proposals.proposing import propose

__all__ = ["Choice", "Draft", "Proposal", "Question", "plain", "propose"]
