"""The plain session: what there is to know about the folder: its tags, its guideline, how the work goes."""

from __future__ import annotations

from triage.plain.desk import PlainDesk
from triage.session.exporting import export_command
from triage.view import counted, shell_line
from triage.view.charts import LETTERS
from triage.view.pace import rescan_text
from triage.view.statistics import statistics_lines

WIDTH = 100


class PlainFolder(PlainDesk):
    """Tells, and changes nothing but tags."""

    def do_tag_list(self, rest: str) -> None:
        """All tags with their documents."""
        tags = self.session.corpus.decided.tags()
        for tag, count in sorted(tags.items(), key=lambda item: (-item[1], item[0])):
            self.say(f"{tag}: {counted(count, 'document')}")
        self.say("triage tags renames and merges them." if tags else "No document has a tag yet; t and a tag gives one.")

    def do_app_rescan(self, rest: str) -> None:
        """Scan the folder as it is by now, and stay at the document."""
        found = self.session.corpus.scan()
        self.session.refresh(scanned=True)
        self.review.renew()
        self.say(rescan_text(found._asdict(), len(self.review.listing)))
        self.go(self.review.rows.cursor)

    def do_app_export(self, rest: str) -> None:
        """The command that does it."""
        self.say(f"In a shell: {shell_line(export_command(self.session, self.review.where))}")

    def do_view_guideline(self, rest: str) -> None:
        """The guideline, line by line."""
        text = self.session.guideline()
        for line in ("This folder has no guideline.md." if text is None else text).splitlines():
            self.say(line)

    def do_view_statistics(self, rest: str) -> None:
        """The figures of the screen, a line each."""
        figures, rules = self.session.statistics.figures(), self.session.statistics.all_rules()
        for line in statistics_lines(figures, rules.ranked(), (rules.done, rules.total), WIDTH, LETTERS):
            self.say("".join(text for text, _ in line).rstrip())
