"""All that the screen takes of Textual, and of Rich, beyond what these document: each under a name of its own, with the reason.

Nothing else in `triage.tui` reaches for what begins with an underscore there. Such names may be gone with any release, which is
why pyproject.toml pins Textual to one. Who moves to another runs `tests/tui/test_textual_internals.py` first: it names each that
is gone or takes other arguments. A hook is a method that Textual calls by its own name, and calls what it did before.
"""
