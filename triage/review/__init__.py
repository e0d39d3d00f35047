"""The desk at which documents are reviewed, without any UI: the screen and the plain session drive it.

Commands that may ask or take long are generators (`Steps`): they yield what they ask (`Ask`) or have carried out (`Run`), and
return what came of it (`Outcome`). All others return their outcome.
"""

from triage.review.review import Review
from triage.review.steps import UNCHANGED, UNDONE, Ask, Outcome, Run, Steps

__all__ = ["UNCHANGED", "UNDONE", "Ask", "Outcome", "Review", "Run", "Steps"]
