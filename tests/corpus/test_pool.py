"""Work done ahead, in order."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from triage.corpus.pool import Pool


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_come_in_order_and_one_is_made_while_the_one_before_is_used(jobs: int) -> None:
    made = []
    next_made = threading.Event()

    def items() -> Iterator[int]:
        for number in range(4):
            made.append(number)
            if number == 1:
                next_made.set()
            yield number

    used = []
    for item in Pool(jobs).ahead(items()):
        if item == 0:
            assert next_made.wait(5 if jobs > 1 else 0) is (jobs > 1)
        used.append(item)
    assert used == made == [0, 1, 2, 3]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_in_making_an_item_is_raised_where_it_is_asked_for(jobs: int) -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("no more")

    found = Pool(jobs).ahead(items())
    assert next(found) == 1
    with pytest.raises(ValueError, match="no more"):
        next(found)


def test_processes_end_with_the_one_that_started_them() -> None:
    code = "import os, time\nfrom triage.corpus.pool import Pool\npool = Pool(2)\n"
    code += "print(*pool.map(os.getppid, [()] * 2, many=True), flush=True)\ntime.sleep(99)\n"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline().split() == [str(parent.pid)] * 2
        parent.kill()
        parent.communicate(timeout=30)  # they have the same stream, which ends once all of them have
