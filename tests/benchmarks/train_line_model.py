"""Train and measure the line model.

    python -m tests.benchmarks.train_line_model LABELLED
        rebuild triage/clean/scoring/line_model.npz, bit for bit
    python -m tests.benchmarks.train_line_model LABELLED --folds DIR
        cross-validate by site: train a model without each fold, keep it in DIR for score_cleaner.py --folds, print the tables
    python -m tests.benchmarks.train_line_model LABELLED --without DIR [SET …]
        train a model without each set, keep it in DIR for score_cleaner.py --without
    python -m tests.benchmarks.train_line_model LABELLED --evaluate ablation speed
        print the tables of LINE_MODEL.md

Needs the training libraries (numpy, scipy, scikit-learn, catboost); the model itself needs numpy alone.
"""

from __future__ import annotations

import argparse
import hashlib
from importlib.metadata import version
from pathlib import Path

import numpy as np

from tests.benchmarks.line_model import corpus, evaluate, stack
from triage.clean.scoring import line_model

LIBRARIES = ("numpy", "scipy", "scikit-learn", "catboost")
TRAINED_ON = "2026-11-29"
COMMAND = "python -m tests.benchmarks.train_line_model LABELLED"


def build(labelled: Path) -> bytes:
    """The weights file from all labelled pages. One thread and fixed seeds: the same bytes every time."""
    material = stack.prepare(corpus.load(labelled))
    fitted = stack.train(material, np.ones(len(material.fold), bool))
    files = {f"{name}.jsonl.gz": labelled / "blocks" / f"{name}.jsonl.gz" for name in corpus.TRAINING_SETS}
    return stack.model_bytes(
        fitted,
        data={name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()},
        pages=len(material.pages),
        lines=len(material.fold),
        date=TRAINED_ON,
        libraries={name: version(name) for name in LIBRARIES},
        command=COMMAND,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path, help="the folder of labelled pages, with `blocks/`, `html/` and the scorers")
    parser.add_argument("sets", nargs="*", default=corpus.SETS, metavar="SET", help="with --without: these sets")
    parser.add_argument("--evaluate", nargs="+", choices=sorted(evaluate.TABLES), help="print these tables instead of building")
    parser.add_argument("--out", type=Path, default=Path(line_model.__file__).with_name(line_model.WEIGHTS))
    parser.add_argument("--folds", type=Path, help="cross-validate instead of building, and keep the models there")
    parser.add_argument("--without", type=Path, metavar="DIR", help="train without each set instead, and keep the models there")
    parser.add_argument("--threads", type=int, default=1, help="for measuring only; building takes one")
    args = parser.parse_args()
    if args.folds:
        evaluate.cross_validation(args.labelled, args.folds, args.threads)
        return
    if args.without:
        evaluate.without_sets(args.labelled, args.without, args.sets, args.threads)
        return
    if args.evaluate:
        for name in args.evaluate:
            evaluate.TABLES[name](args.labelled, args.threads)
        return
    args.out.write_bytes(data := build(args.labelled))
    print(f"{args.out}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
