"""The line about a document: what is decided of it, and by whom as far as that is known."""

from datetime import UTC, date, datetime

import pytest

from triage.model import Answer, Decision, Row, Staleness
from triage.model.suggestion import Kind, Suggestion
from triage.view import UNICODE, cells
from triage.view.about import about_text, named, path_title, suggestion_text


def about(decision: Decision) -> str:
    runs = about_text(Row("a.txt", cluster_size=3), decision, "C", 120, UNICODE)
    return "".join(text for text, _ in runs).strip()


def test_what_is_not_known_of_a_decision_leaves_no_gap():
    copies = "⧉ one of 3 copies · C lays them side by side"
    decision = Decision(answer=Answer.KEEP, reviewer="alice", decided_at=datetime(2026, 1, 2, 12, tzinfo=UTC))
    assert about(decision) == f"✓ keep · alice 2026-01-02 · {copies}"
    assert about(Decision(answer=Answer.KEEP)) == f"✓ keep · {copies}"
    assert about(Decision(answer=Answer.KEEP, reviewer="alice")) == f"✓ keep · alice · {copies}"


@pytest.mark.parametrize(
    ("stale", "told"),
    [
        (Staleness.CURRENT, "✗ reject because off-topic · al"),
        (Staleness.SOURCE_CHANGED, "✗ reject because off-topic · ⟳ the text has changed since this was decided · al"),
        (Staleness.CLEAN_CHANGED, "✗ reject because off-topic · ⟳ only the cleaning has changed since this was decided · al"),
    ],
)
def test_what_has_changed_since_it_was_decided_is_said_and_what_that_was(stale, told):
    decision = Decision(answer=Answer.REJECT, reasons=("off-topic",), reviewer="al")
    runs = about_text(Row("a.txt", answer=Answer.REJECT, stale=stale), decision, "C", 120, UNICODE)
    assert "".join(text for text, _ in runs).strip() == told


def test_tags_stand_behind_the_answer_and_without_one():
    tagged = Decision(answer=Answer.KEEP, reviewer="alice", tags=("asia", "war"))
    assert about(tagged).startswith("✓ keep · tags: asia, war · alice · ⧉ one of 3 copies")
    assert about(Decision(tags=("asia",))).startswith("tags: asia · ⧉ one of 3 copies")
    many = about(Decision(answer=Answer.KEEP, tags=tuple(f"tag {n}" for n in range(50))))
    assert many.endswith("C lays them side by side")
    assert "tag 3, tag 4" in many


def test_of_a_suggestion_the_evidence_stays_longest():
    found = Suggestion(Kind.OTHER_LANGUAGE, "off-topic", "ar; the folder is in en")
    text = {
        width: "".join(text for text, _ in suggestion_text(found, (1, 2), "A", width, UNICODE)) for width in (120, 80, 60, 30)
    }
    assert text[120].rstrip() == (
        " Looks like another language: ar; the folder is in en · A rejects (off-topic) · 1 of 2 accepted so far"
    )
    assert text[80].rstrip() == " Looks like another language: ar; the folder is in en · A rejects (off-topic)"
    assert text[60].rstrip() == " Looks like another language: ar; the folder is… · A rejects"
    assert all(len(line) == width for width, line in text.items())


def test_a_suggestion_does_not_hide_the_tags():
    found = Suggestion(Kind.OTHER_LANGUAGE, "off-topic", "ar; the folder is in en")
    for width in (200, 120, 80, 60):
        text = "".join(text for text, _ in suggestion_text(found, (1, 2), "A", width, UNICODE, ("asia",)))
        assert "A rejects" in text
        assert "tags: asia" in text


def test_what_is_wrong_with_a_document_hides_nothing_that_is_known_of_it():
    decision = Decision(answer=Answer.KEEP, tags=("asia",), note="a scan", reviewer="al")
    runs = about_text(Row("a.txt"), decision, "C", 20, UNICODE, "not text in spite of its name")
    text = "".join(text for text, _ in runs).strip()
    assert text == "! not text in spite of its name · ✓ keep · tags: asia · al · note: a scan"
    assert about_text(Row("a.txt"), None, "C", 20, UNICODE, "gone")[-1] == ("! gone", "problem")


def test_whence_a_document_is_stands_last_as_far_as_whole_facts_have_room():
    row = Row("a.txt", date=date(2025, 5, 10), source="Sund Courier", words=1234, blocks=9, language="ar")
    told = {width: "".join(t for t, _ in about_text(row, None, "C", width, UNICODE)).rstrip() for width in (80, 40, 24)}
    assert told[80] == " 2025-05-10 · Sund Courier · 1,234 words · Arabic"
    assert told[40] == " 2025-05-10 · Sund Courier · 1,234 words"
    assert told[24] == " 2025-05-10 · Arabic"
    kept = about_text(row._replace(cluster_size=3), Decision(answer=Answer.KEEP, note="later"), "C", 120, UNICODE)
    assert "".join(t for t, _ in kept).index("note: later") < "".join(t for t, _ in kept).index("2025-05-10")
    fresh = about_text(Row("a.txt", language="en-GB"), None, "C", 40, UNICODE)
    assert "".join(t for t, _ in fresh).strip() == "English", "what isn't cleaned yet has no number of words"


def test_of_a_path_the_end_stays_and_the_number_of_blocks_gives_way():
    assert path_title("Raw · 27 blocks", "news/a.txt", 40, UNICODE) == "Raw · news/a.txt · 27 blocks"
    assert path_title("Raw · 27 blocks", "courier/page-00.txt", 26, UNICODE) == "Raw · courier/page-00.txt"
    assert path_title("Raw · 27 blocks", "courier/page-00.txt", 20, UNICODE) == "Raw · …r/page-00.txt"
    assert path_title("Raw · 27 blocks", "a\x1b[2J.txt", 40, UNICODE) == "Raw · a␛[2J.txt · 27 blocks"


def test_a_suggestion_says_nothing_twice():
    row = Row("a.txt", source="AP", words=23, blocks=2, language="pl")
    for evidence in ("23 words", "Polish; the folder is in English"):
        text = "".join(
            text for text, _ in suggestion_text(Suggestion(Kind.TOO_SHORT, "x", evidence), (0, 0), "A", 120, UNICODE, (), row)
        )
        assert [text.count(fact) for fact in ("AP", "23 words", "Polish")] == [1, 1, 1]


def test_paths_that_begin_alike_are_told_apart_by_their_ends():
    folder = "feeds/2025/10/" + "a-long-way-down/" * 5
    assert named(f"{folder}one.txt", "A title").endswith("-down/one.txt  A title")
    assert cells(named(f"{folder}one.txt", "A title")) < 60
    assert named(f"{folder}one.txt", f"{folder}one.txt") == named(f"{folder}one.txt", "")
    assert named("a.txt", "A \x1b[2J title") == "a.txt  A ␛[2J title"
