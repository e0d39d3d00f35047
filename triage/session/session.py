"""The bridge itself: what a command changes is journalled at once, saved behind the screen, and copied into the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.config import Config
from triage.corpus import Corpus
from triage.errors import FileError, TriageError
from triage.model import NOTHING, Answer, RuleChange, Sidecar
from triage.paths import StatePlaces
from triage.save import Journal, RuleFile, Saver, ViewFile, recover, unsaved
from triage.session.command_methods import CommandMethods
from triage.session.login import Clock, login, utc_now
from triage.session.prefetch import Prefetch
from triage.session.reader import Opened, Reader
from triage.session.saving import Saving
from triage.session.settings import settings_of
from triage.session.sidecars import Sidecars
from triage.session.state_owner import claim

if TYPE_CHECKING:
    from triage.decide import Command, Place
    from triage.save import Entry
    from triage.session.bulk import Bulk, Describe
    from triage.session.change_recorder import Applied, ChangeRecorder
    from triage.session.clusters import Clusters
    from triage.session.learned_rules import LearnedRules
    from triage.session.paragraphs import SharedParagraph
    from triage.session.planning import Planned, Planner
    from triage.session.relinking import Relinking
    from triage.session.statistics import Statistics
    from triage.session.suggestion_search import SuggestionSearch
    from triage.session.suggestions import Suggestions
    from triage.session.tags import FolderTags
    from triage.session.views import Views


class Session(CommandMethods, Saving):
    """An open corpus. Use `Session.open`, and `close` it, or use it as a context manager. Belongs to one thread; only the
    `on_saved` callback comes from another. `at` is where the reviewer stands, which undo goes back to: set it before a
    command. Corpus and journal are closed with it, and where it can't be made."""

    at: Place | None = None

    def __init__(
        self,
        corpus: Corpus,
        journal: Journal,
        config: Config,
        reviewer: str,
        now: Clock,
        decisions_from: StatePlaces | None = None,
    ) -> None:
        self.corpus = corpus
        self.config = config
        self.reviewer = reviewer
        self.root = corpus.root
        self.state = state = corpus.state
        self._now = now
        self._sidecars = Sidecars(corpus.root, decisions_from.state if decisions_from is not None else state)
        self.reader = Reader(corpus, config, self._sidecars)
        self._prefetch = Prefetch(corpus.root, state, self.reader)
        self.journal = journal
        # Worked out when they are first asked for, and kept up to date from then on.
        self._suggestions: Suggestions | None = None
        self._statistics: Statistics | None = None
        with ExitStack() as held:
            held.callback(corpus.close)
            held.callback(journal.close)
            self._saver = Saver(corpus.root, journal, state, self._on_written)
            held.callback(self._saver.close)
            self._recover()
            self._held = held.pop_all()

    def _recover(self) -> None:
        """Bring files and index up to date with the journal."""
        recover(RuleFile(self.corpus.rules_file), self.journal, lambda entry: entry.rules)
        with suppress(TriageError):  # a broken file of views stops nobody but those who ask for views
            recover(ViewFile(self.corpus.places.views), self.journal, lambda entry: entry.views)
        self.corpus.load_rules()
        recovered = self._saver.recover()
        failed = recovered.lacking
        lacking = [change for change in recovered.asked if change.id in failed]
        self._sidecars.remember(lacking)
        self.corpus.index_sidecars((change.id, change.after) for change in (*recovered.changes, *lacking))

    @classmethod
    def open(
        cls,
        root: Path,
        state: Path | None = None,
        reviewer: str | None = None,
        config: Path | None = None,
        now: Clock = utc_now,
        decisions_from: StatePlaces | None = None,
    ) -> Session:
        """Open `root`. What Triage writes goes to `state`, else into the corpus; learned rules and a reviewer's labels are read
        from `decisions_from`, else from there: such a session is for looking, and decides nothing. Raises `FileError`,
        `ConfigError`, and as `state_owner.claim` where its state can't be this folder's."""
        if not root.is_dir():
            raise FileError(f"{root}: not a folder; name the folder that holds the documents")
        settings = settings_of(root, config)
        places = StatePlaces(root, state)
        claim(places)
        journal = Journal(places.journal)
        rules = decisions_from.rules if decisions_from is not None else None
        corpus = Corpus.open(root, state, settings, rules, partial(unsaved, journal))
        return cls(corpus, journal, settings, reviewer or settings.reviewer or login(), now, decisions_from)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Wait until everything is saved, then let go of the files. Raises what saving raised."""
        with self._held:
            self.flush()

    # What is read

    @cached_property
    def clusters(self) -> Clusters:
        """The clusters as an editor sees them."""
        from triage.session.clusters import Clusters

        return Clusters(self.corpus, self.config, self.reader, self._sidecars)

    @cached_property
    def rules(self) -> LearnedRules:
        """The learned rules."""
        from triage.session.learned_rules import LearnedRules

        return LearnedRules(self.corpus, self.reader, self._sidecars, self.reviewer, self._now, self._changed_rules)

    @cached_property
    def tags(self) -> FolderTags:
        """The tags of the whole folder."""
        from triage.session.tags import FolderTags

        return FolderTags(self)

    def guideline(self) -> str | None:
        """The folder's guideline.md, None where there is none. Raises `FileError`."""
        from triage.session.guideline import guideline

        return guideline(self.root)

    @property
    def suggestions(self) -> Suggestions:
        """What documents look like that are not worth keeping."""
        if self._suggestions is None:
            from triage.session.suggestions import Suggestions

            self._suggestions = Suggestions(self.corpus, self.config, self.clusters, self.journal)
        return self._suggestions

    @property
    def statistics(self) -> Statistics:
        """The figures of what was decided, and the pace."""
        if self._statistics is None:
            from triage.session.statistics import Statistics

            self._statistics = Statistics(self.corpus, self.journal, self.reviewer, self._sidecars.or_problem)
        return self._statistics

    @cached_property
    def views(self) -> Views:
        """The saved views."""
        from triage.session.views import Views

        return Views(self._recorder.views, lambda change: self._recorder.record_rules_or_views("ChangeView", views=(change,)))

    def shared_paragraphs(self, where: str = "", least: int = 2) -> list[SharedParagraph]:
        """Paragraphs that at least so many of the documents that fit have, as the last scan cleaned them. Raises `UsageError`."""
        from triage.session.paragraphs import shared_paragraphs

        return shared_paragraphs(self.corpus.texts(where), least)

    def open_document(self, id: str) -> Opened:
        """The document with labels. What is wrong with it or its sidecar is its `problem`, never raised. Where somebody else
        changed one of them, the index tells of it from now on as it was found."""
        opened = self._prefetch.open(id)
        with suppress(FileError):  # the folder can be looked at all the same
            changed = not self._sidecars.is_own(id) and not self.corpus.is_indexed(id)
            if changed:
                with self.corpus.without_waiting():
                    self.corpus.refresh_sidecars([id])
            if (self.corpus.take_in(opened.document, opened.found) or changed) and self._suggestions is not None:
                self._suggestions.changed()
        return opened

    def prepare(self, id: str) -> None:
        """Open a document that may be asked for next, and what is suggested on it."""
        opened = self._prefetch.prepare(id)
        if opened is not None:
            self.suggestions.prepare(opened)

    def has_sidecar(self, id: str) -> bool:
        """Whether the document has one, whatever is in it."""
        return self._sidecars.has(id)

    def sidecar(self, id: str) -> Sidecar | None:
        """What is decided about the document. Raises `SidecarError` where its file can't be used, `FileError` where it can't be
        read."""
        return self._sidecars.get(id)

    def complete_tags(self, query: str) -> list[str]:
        """The tags that fit what was typed, best first: of the palette, and in use in the folder."""
        from triage.decide import complete

        return complete(query, (entry.tag for entry in self.config.palette), self.corpus.decided.tags())

    # What is changed

    def plan(self, *commands: Command, opened: Opened | None = None) -> Planned:
        """What the commands, one after the other, would change; nothing is written."""
        return self._planner.plan(commands, opened)

    @cached_property
    def _planner(self) -> Planner:
        from triage.session.planning import Planner

        return Planner(self.reader, self._sidecars, self.reviewer, self._now)

    def bulk(
        self,
        *commands: Command,
        opened: Opened | None = None,
        describe: Describe | None = None,
        answers: Mapping[str, Answer | None] = NOTHING,
    ) -> Bulk:
        """The commands as one, which one undo takes back: to be carried out step by step, or by `run`. `describe` gives the
        receipt where that isn't what the commands do one by one. Where `answers` that were shown are others by now, nothing is
        done (`Outdated`). Nothing else may be changed while it is carried out."""
        from triage.session.bulk import CommandBulk

        suggested = self._suggestions.shown(commands) if self._suggestions is not None else ""
        shown = self._recorder, self._planner, commands, opened, self.at
        return CommandBulk(*shown, describe=describe, suggested=suggested, answers=answers)

    @cached_property
    def _recorder(self) -> ChangeRecorder:
        from triage.session.change_recorder import ChangeRecorder

        stores = self.corpus, self.journal, self._saver, self._sidecars, self.reader
        return ChangeRecorder(*stores, self.reviewer, self._now, self._on_recorded)

    def _on_recorded(self, entry: Entry) -> None:
        """What is worked out from changes is brought up to date with them."""
        self._prefetch.forget(None if entry.rules else (change.id for change in entry.changes))
        if self._suggestions is not None:
            self._suggestions.changed()
        if self._statistics is not None:
            self._statistics.count(entry)
        if entry.rules:
            self.rules.relabel()

    def suggestion_search(self, ids: Sequence[str]) -> SuggestionSearch:
        """Looks for what is suggested on each of these documents, step by step."""
        from triage.session.suggestion_search import SuggestionSearch

        return SuggestionSearch(self._recorder, self, ids)

    def undoing(self) -> Bulk | None:
        """As `undo`, to be carried out step by step."""
        return self._recorder.undoing()

    def redoing(self) -> Bulk | None:
        """As `redo`, to be carried out step by step."""
        return self._recorder.redoing()

    def relinking(self) -> Relinking:
        """Takes decisions to where their documents went, as the last scan saw these; it tells of those, too, that can't be taken
        anywhere."""
        from triage.session.relinking import Relinking

        return Relinking(self._recorder, self._sidecars, self.corpus, self._now())

    def nothing_to(self, what: str) -> str:
        """That there is nothing to `undo` or `redo`, and whose command there would be."""
        from triage.session import receipt

        whose = self.journal.last_to_undo if what == "undo" else self.journal.last_to_redo
        return receipt.of_nothing(what, whose)

    def _changed_rules(self, changes: tuple[RuleChange, ...], where: str) -> Applied:
        from triage.session import receipt
        from triage.session.change_recorder import Applied

        text = receipt.of_rules(changes, self.corpus.learned)
        seq = self._recorder.record_rules_or_views("ChangeRules", rules=changes, where=where)
        return Applied(seq, (), text, where, rules=tuple(change.id for change in changes))

    # What others changed

    def refresh(self, *, scanned: bool = False) -> None:
        """Notice sidecars and rules that others changed, and what was scanned. A scan that has just been made (`scanned`) has
        looked through the sidecars: in a large folder that takes seconds."""
        self.corpus.load_rules()
        self.reader.refresh(rules=True)
        self._prefetch.forget()
        if self._suggestions is not None:
            self._suggestions.refresh()
        if self.saved:
            self._sidecars.drop()
        if scanned:
            self.corpus.apply_sidecars()
        else:
            self.corpus.refresh_sidecars()

    # What is exported

    def export_rows(self, where: str = "", sort: str = "id") -> Iterator[dict[str, Any]]:
        """The documents that fit, as export takes them, one at a time. Raises `UsageError` for a wrong expression."""
        from triage.session.exporting import rows_of

        return rows_of(self, where, sort)
