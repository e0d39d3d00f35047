"""A small folder with two clusters of copies, and a document that has none."""

from __future__ import annotations

from pathlib import Path

STORIES = {
    "ships": [
        "The harbour board of Sund said on Monday that 640 ships had called at the port during the last year.",
        "That is more than ever before in the ninety years that the harbour master has counted them by hand.",
        "The pilots, who had asked the town for two new boats since spring, were promised one by the end of autumn.",
        "A new crane for heavy timber will be put up on the northern quay, where the old one was taken down in March.",
    ],
    "bread": [
        "A bakery in the village of Torven has won a prize for its rye bread, which is baked in an oven of granite.",
        "The judges praised the crust, and said that they had eaten eleven loaves of it before they could agree.",
        "The baker learned his trade from an aunt in Ostby, who had refused to sell the recipe to three mills.",
    ],
}


def make(root: Path) -> None:
    """Write and scan it; what Triage makes of it lies beside it."""
    for name, sentences in STORIES.items():
        for cut in (0, 1, 2)[: len(sentences) - 1]:
            text = "\n\n".join([f"Title [/{name}]", *sentences[: len(sentences) - cut]])
            (root / f"{name}-{cut}.txt").write_text(text.replace("640", "612") if cut else text, "utf-8")
    (root / "alone.txt").write_text("Nobody else wrote of the fog that lay over the moor for nine days in a row.\n" * 2, "utf-8")
