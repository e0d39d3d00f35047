from __future__ import annotations

import gc

import pytest

from triage.corpus.gc_pause import uncollected


def test_nothing_is_collected_in_a_batch_and_as_before_after_it_whether_it_fails_or_not() -> None:
    @uncollected()
    def batch(fails: bool) -> bool:
        if fails:
            raise ValueError
        return gc.isenabled()

    assert batch(False) is False
    assert gc.isenabled()
    with pytest.raises(ValueError):
        batch(True)
    assert gc.isenabled()


def test_what_others_turned_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
