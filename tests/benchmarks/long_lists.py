"""What posting lists as long as those of a large folder cost when a few documents change.

    python tests/benchmarks/long_lists.py 100000 1000000

For folders of so many texts: the lists that a hundred changed documents touch are made up, 100,000 short ones and those of twenty
paragraphs that half a percent of all texts hold each. Printed is what counting their stories, and putting them into order, takes
once, in processor seconds; a scan does each four or five times.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from triage.arrays import boundaries
from triage.match.incremental_stages import Lists, distinct_stories, in_order_of_keys

_SHORT = 100_000
_LONG = 20 * 50  # paragraphs, and hashes of each
_SHARE = 200


def main() -> None:
    print("| texts | count stories | put into order |\n|---|---|---|")
    for count in map(int, sys.argv[1:]):
        rng = np.random.default_rng(1)
        long = [np.sort(rng.choice(count, count // _SHARE, replace=False)) for _ in range(_LONG)]
        texts = np.concatenate([rng.integers(0, count, 2 * _SHORT), *long]).astype(np.int32)
        sizes = np.concatenate([np.full(_SHORT, 2), np.full(_LONG, count // _SHARE)])
        lists = Lists(np.arange(len(sizes), dtype=np.uint64), boundaries(sizes), texts)
        keys, story = rng.integers(0, 1 << 63, count).astype(np.uint64), np.arange(count, dtype=np.int32)
        start = time.process_time()
        distinct_stories(lists, story)
        counted = time.process_time()
        in_order_of_keys(lists, keys)
        print(f"| {count:,} | {counted - start:.2f} s | {time.process_time() - counted:.2f} s |")


if __name__ == "__main__":
    main()
