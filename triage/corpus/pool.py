"""Work in order, in this process or in several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from triage.errors import FileError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_T = TypeVar("_T")
_AHEAD = 8  # batches for each process: enough for it to go on while what others made is stored


class Pool:
    """Runs batches in order; few are under way at a time, so that memory is bounded."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def map(self, function: Callable[..., _T], calls: Iterable[tuple[Any, ...]], *, many: bool) -> Iterator[_T]:
        """The results in the order of `calls`. `many` tells whether it is worth it to start processes."""
        if self.jobs <= 1 or not many:
            yield from (function(*call) for call in calls)
            return
        if self._executor is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            # spawn: a fork would take the database connection, and threads of others, with it.
            self._executor = ProcessPoolExecutor(self.jobs, multiprocessing.get_context("spawn"), _end_with_parent)
        from concurrent.futures.process import BrokenProcessPool

        running: deque[Future[_T]] = deque()
        try:
            for call in calls:
                running.append(self._executor.submit(function, *call))
                if len(running) > _AHEAD * self.jobs:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        except BrokenProcessPool as error:
            raise FileError("a process of the scan was ended, perhaps for lack of memory; scan again, with --jobs 1") from error

    @property
    def started(self) -> bool:
        """Whether there are processes already, so that small work is worth giving to them."""
        return self._executor is not None

    def ahead(self, items: Iterable[_T]) -> Iterator[_T]:
        """The items; where there is more than one processor to use, each is made (by a thread) while the one before is used."""
        if self.jobs <= 1:
            yield from items
            return
        from concurrent.futures import ThreadPoolExecutor

        left = iter(items)
        with ThreadPoolExecutor(1) as thread:
            coming = thread.submit(next, left, None)
            while (item := coming.result()) is not None:
                coming = thread.submit(next, left, None)
                yield item

    def close(self) -> None:
        """Ends the processes."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Has this process end when the one that started it is killed: it would wait for ever for work from there."""
    import multiprocessing
    import os
    import threading

    parent = multiprocessing.parent_process()
    assert parent is not None

    def end() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=end, daemon=True).start()
