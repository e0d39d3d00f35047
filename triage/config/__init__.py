"""`triage.toml` as typed settings. Every error names the file, the line where it is known, the key, and the remedy.

reviewer = "alice"
sort = "undecided"
highlights = ["election", "press release"]    # words that are coloured in the texts; or lists with names, see below

[read]
text_field = "body"            # which field of a JSONL record is the text

[clusters]
# What decides which copy is kept, first first.
criteria = ["longest", "most-shared", "least-boilerplate", "earliest", "preferred-source"]
preferred_sources = ["Reuters"]

[keys]
"decide.keep" = "k"            # a key or a list of keys for a command (`triage keys` prints all)

[[tags]]                       # the palette
tag = "politics"
key = "p"
colour = "green"

[[reasons]]                    # replaces the reasons that come with the program
code = "paywall"
key = "p"
label = "Behind a paywall"

[[highlights]]                 # instead of highlights = […]
name = "places"
colour = "cyan"
words = ["Narrow Sund", "Strand"]

[[rules]]                      # added to the cleaner's catalogue, which checks them
"""

from triage.config.reading import load_config
from triage.config.settings import REASONS, Config, Reason

__all__ = [
    "REASONS",
    "Config",
    "Reason",
    "load_config",
]
