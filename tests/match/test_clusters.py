"""`find_clusters` on invented stories: what belongs together, what doesn't, and that order changes nothing."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.match.in_memory import distinct, find_clusters, index
from tests.match.stories import NAMES, invent, ocr, padded, reordered, sentence, template, truncated
from triage.match import Cluster, Order, Standing, engine, fingerprint
from triage.match.body import prepare
from triage.match.cluster import JOIN, stories
from triage.match.judge import RULES, Kind, decide
from triage.match.verify import Examiner, by_component, verify_component
from triage.model import Criterion


def together(clusters: Iterable[Cluster]) -> set[frozenset[str]]:
    return {frozenset(member.id for member in cluster.members) for cluster in clusters}


def crowd(count: int = 30) -> list[tuple[str, str]]:
    """Stories of their own, so that weights have something to be measured against."""
    return [(f"other-{n}", invent(random.Random(1000 + n), 220)) for n in range(count)]


@pytest.fixture
def story() -> str:
    return invent(random.Random(1), 300)


def test_copies_of_a_story_are_together(story: str) -> None:
    rng = random.Random(2)
    copies = {
        "original": story,
        "exact": story.upper(),
        "truncated": truncated(story, 0.5),
        "padded": padded(story, invent(rng, 120)),
        "reordered": reordered(story, rng),
        "scanned": ocr(story, rng, 0.02),
    }
    found = together(find_clusters([*copies.items(), *crowd()]))
    assert found == {frozenset(copies)}


def test_reports_from_one_template_with_other_facts_stay_apart() -> None:
    reports = [(f"report-{n}", template(random.Random(n))) for n in range(12)]
    assert together(find_clusters([*reports, *crowd()])) == set()


def test_boilerplate_does_not_join() -> None:
    legal = invent(random.Random(7), 100)
    documents = [(name, f"{text}\n\n{legal}") for name, text in crowd(40)]
    assert together(find_clusters(documents)) == set()


def quarterly(quarter: str, month: str, figures: list[int]) -> str:
    """A firm's report: half of its figures are those of the quarter, the rest is the firm's."""
    a, b, c, d, e, f = figures
    return (
        f"Tarvel Marine reports results for {quarter} quarter of 2021. PORT ELLIN, {month} 24, 2021. Tarvel Marine Ltd today"
        f" reported its results for the {quarter} quarter of 2021. Sales of winches and davits were {a} million crowns, compared"
        f" with {b} million in the same quarter of the year before, and the order book stood at {c} million. Profit after tax"
        f" came to {d} million, or {e} per share. We are content with the {quarter} quarter, said Oda Fenwick, who has led the"
        f" firm since 2014, and with the 34 yards that have chosen our davits since. The margin was {f} percent. Tarvel Marine"
        " was founded in 1931, employs 620 people at 3 works in Port Ellin and Skarvik, and delivers to yards in 27 countries."
        " Its shares are listed in Skarvik. This notice holds statements about what is to come, which rest on what the board"
        " knows today, and which may turn out otherwise for reasons told in the report of the year, on pages 40 to 52."
    )


def test_the_quarterly_reports_of_one_firm_stay_apart() -> None:
    rng = random.Random(11)
    quarters = zip(("first", "second", "third", "fourth"), ("April", "July", "October", "January"), strict=True)
    reports = [(quarter, quarterly(quarter, month, [rng.randrange(10, 999) for _ in range(6)])) for quarter, month in quarters]
    assert together(find_clusters(reports)) == set()
    assert together(find_clusters([*reports, *crowd()])) == set()


def test_a_report_corrected_or_misread_is_a_copy() -> None:
    right = quarterly("third", "October", [412, 397, 880, 36, 14, 21])
    copies = {
        "right": right,
        "corrected": quarterly("third", "October", [412, 379, 880, 39, 14, 21]),
        "misread": ocr(right, random.Random(3), 0.01).replace("1", "l"),
    }
    assert together(find_clusters([*copies.items(), *crowd()])) == {frozenset(copies)}


@pytest.mark.parametrize("items", [2, 4, 6, 12])
@pytest.mark.parametrize("words", [15, 25, 40])
def test_briefs_inside_the_frames_of_two_sites_are_joined_by_what_they_tell_alone(words: int, items: int) -> None:
    frames = [(invent(random.Random(n), 18), invent(random.Random(90 + n), 30)) for n in range(2)]
    briefs = [invent(random.Random(1000 + n), words) for n in range(items)]
    documents = [
        (f"{n}-{site}", "\n\n".join((frames[site][0], brief, frames[site][1])))
        for n, brief in enumerate(briefs)
        for site in (0, 1)
    ]
    for cluster in together(find_clusters(documents)):
        assert len({name.split("-")[0] for name in cluster}) == 1


@pytest.mark.parametrize("copies", [1, 2, 3])
@pytest.mark.parametrize("share", [0.6, 0.8, 1.0])
@pytest.mark.parametrize("stories_in_it", [2, 3, 6])
def test_a_digest_joins_none_of_its_stories(stories_in_it: int, share: float, copies: int) -> None:
    texts = crowd(12)
    whole = "\n\n".join(truncated(text, share) for _, text in texts[:stories_in_it])
    digests = [(f"digest-{n}", f"{whole}\n\n{sentence(random.Random(n), 4 * n)}") for n in range(copies)]
    edited = [(f"{name}-copy", ocr(text, random.Random(5), 0.01)) for name, text in texts[:stories_in_it]]
    expected = [frozenset({name, name.removesuffix("-copy")}) for name, _ in edited]
    expected += [frozenset(name for name, _ in digests)] if copies > 1 else []
    assert together(find_clusters([*texts, *digests])) == set(expected[stories_in_it:])
    assert together(find_clusters([*texts, *edited, *digests])) == set(expected)


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_changes_nothing(rng: random.Random) -> None:
    base = [*crowd(8), *((f"{name}-copy", ocr(text, random.Random(5), 0.02)) for name, text in crowd(4))]
    shuffled = list(base)
    rng.shuffle(shuffled)
    assert find_clusters(shuffled) == find_clusters(base)


def test_a_story_of_two_hundred_edited_copies_is_one_cluster(story: str) -> None:
    copies = [(f"copy-{n}", ocr(story, random.Random(n), 0.005)) for n in range(200)]
    found = together(find_clusters([*copies, *crowd()]))
    assert found == {frozenset(name for name, _ in copies)}


@pytest.mark.parametrize(
    "text", ["", " ", "word", "two words", "\udc80", "\udc80 word \ud800", "你好世界", "\0", "'", "&", "&amp;", "ﬁ", "e\u0301"]
)
def test_hostile_texts_are_taken(text: str) -> None:
    clusters = find_clusters([("a", text), ("b", text), ("c", "something else")])
    has_words = any(character.isalnum() for character in text.replace("&amp;", ""))
    assert len(clusters) == has_words


def test_five_megabytes_are_taken() -> None:
    rng = random.Random(3)
    long = invent(rng, 700_000)
    found = together(find_clusters([("long", long), ("again", long + " one more word"), *crowd(5)]))
    assert found == {frozenset({"long", "again"})}


def test_chinese_copies_are_together() -> None:
    rng = random.Random(4)
    characters = [chr(0x4E00 + rng.randrange(3000)) for _ in range(400)]
    text = "".join(characters)
    changed = "".join(characters[:200] + list("某某") + characters[202:])
    assert together(find_clusters([("a", text), ("b", changed), *crowd(5)])) == {frozenset({"a", "b"})}


def test_one_id_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two documents are called 'a'"):
        find_clusters([("a", "x"), ("a", "y")])


def test_representative_follows_the_criteria(story: str) -> None:
    documents = [("long", padded(story, "and a little more")), ("short", story), *crowd(5)]
    assert find_clusters(documents)[0].representative == "long"
    standings = {"short": Standing("short", 10, source="Best")}
    clusters = find_clusters(documents, standings=standings, order=Order((Criterion.PREFERRED_SOURCE,), ("best",)))
    assert clusters[0].representative == "short"


def test_what_a_scanner_misread_represents_no_story(story: str) -> None:
    misread = ocr(story, random.Random(2), 0.03) + " xi"
    copies = {"a-misread": misread, "b": story, "c": story.replace(".", "!"), "d": f"Another headline\n\n{story[40:]}"}
    standings = {name: Standing(name, len(text), 0.0 if name == "a-misread" else 0.2) for name, text in copies.items()}
    (cluster,) = find_clusters([*copies.items(), *crowd(5)], standings=standings)
    shared = {member.id: member.shared for member in cluster.members}
    assert cluster.representative == "b"
    assert cluster.members[-1].id == "a-misread"
    assert shared["a-misread"] < 0.75 < shared["b"] == shared["c"]


def test_members_say_why(story: str) -> None:
    documents = [("a", story), ("b", story.upper()), ("c", truncated(story, 0.7)), *crowd(5)]
    (cluster,) = find_clusters(documents)
    assert cluster.members[0].id == cluster.representative
    roles = {member.id: (member.role, member.why.kind) for member in cluster.members}
    assert roles["c"] == ("copy", "same-story")
    assert {roles["a"][0], roles["b"][0]} == {"representative", "exact"}
    part = next(member for member in cluster.members if member.id == "c")
    assert part.why.of_member > 0.95 > part.why.of_representative


def test_verification_may_be_spread_over_processes_in_any_way() -> None:
    texts = [text for _, text in crowd(6)] + [ocr(text, random.Random(8), 0.02) for _, text in crowd(6) for _ in range(3)]
    prints, number = distinct(fingerprint(texts))
    bodies = {int(at): prepare(text) for at, text in zip(number, texts, strict=True)}
    pairs = engine.weigh(prints, bodies.__getitem__, index(prints)).pairs
    examiner = Examiner(bodies.__getitem__)
    orders = by_component(pairs, len(prints))
    assert len(orders) > 1
    looks = examiner.evidence, examiner.hopeless
    spread = [v for order in reversed(orders) for v in verify_component(pairs, order, *looks, prints.lengths)]
    one_after_the_other = engine.verify(pairs, prints, bodies.__getitem__)
    assert stories(len(prints), spread).tolist() == stories(len(prints), one_after_the_other).tolist()


@given(st.integers(0, 10_000), st.sampled_from(range(7)), st.floats(0.1, 0.4), st.floats(0.1, 1))
@settings(max_examples=150, deadline=None)
def test_what_is_hopeless_would_not_be_joined(seed: int, way: int, of_lighter: float, balance: float) -> None:
    rng = random.Random(seed)
    story = invent(rng, rng.choice((40, 120, 200, 400)))
    other = (
        lambda: template(rng),
        lambda: padded(truncated(story, 0.5), invent(rng, 200)),
        lambda: ocr(story, rng, 0.1),
        lambda: truncated(story, 0.7),
        lambda: reordered(story, rng),
        lambda: padded(story, invent(rng, 100)),
        lambda: invent(rng, 200),
    )[way]()
    if way == 0:
        story = template(rng)
    bodies = [prepare(story), prepare(other)]
    examiner = Examiner(bodies.__getitem__)
    assert examiner.hopeless(0, 1, of_lighter) == examiner.hopeless(1, 0, of_lighter)
    if examiner.hopeless(0, 1, of_lighter):
        kind = decide(examiner.evidence(0, 1), of_lighter, of_lighter * balance)
        assert kind not in (Kind.SAME_STORY, Kind.CONTAINED_IN)


def test_what_is_not_laid_side_by_side_would_not_count_as_overlapping_either() -> None:
    assert RULES.little <= min(RULES.weak_share, JOIN.overlap)


def bulletin(rng: random.Random) -> str:
    """One of a kind that a firm writes by the thousand: few words to choose from, so that any two share many."""
    place = partial(rng.choice, ("Norden", "Sudheim", "Ostville", "Kalmar", "Brigg", "Tarn", "Marrow", "Pell"))
    sky = partial(rng.choice, ("cloudy", "clear", "overcast", "foggy"))
    number = partial(rng.randrange, 100)
    return (
        f"The forecast office reports {sky()} skies over {place()} with winds at {number()} kilometres an hour. Temperatures"
        f" reach {number()} degrees in the afternoon and fall to {number()} degrees during the night in most of the region around"
        f" {place()}. On roads near {place()} drivers should expect {sky()} conditions; the ferry to {place()} leaves at"
        f" {number()} and returns at {number()} if the harbour of {place()} stays open. Rainfall of {number()} millimetres was"
        f" measured at {place()} while {place()} had {number()} millimetres, according to the station of {place()}. The next"
        f" bulletin is issued on day {number()} at {number()} hours by the office in {place()}, reached under"
        f" {number()}."
    )


def test_few_pairs_of_a_folder_of_reports_from_one_template_are_laid_side_by_side() -> None:
    rng = random.Random(1)
    reports = [bulletin(rng) for _ in range(300)]
    prints, number = distinct(fingerprint(reports))
    bodies = {int(at): prepare(text) for at, text in zip(number, reports, strict=True)}
    pairs = engine.weigh(prints, bodies.__getitem__, index(prints)).pairs
    assert len(pairs.left) > 5 * len(reports)
    verdicts = engine.verify(pairs, prints, bodies.__getitem__)
    assert len(verdicts) < len(pairs.left) / 4
    assert len(set(stories(len(prints), verdicts).tolist())) == len(reports)


def test_documents_told_apart_are_never_together(story: str) -> None:
    rng = random.Random(7)
    copies = {"a": story, "b": truncated(story, 0.8), "c": ocr(story, rng, 0.02), "d": padded(story, invent(rng, 40))}
    documents = [*copies.items(), ("e", copies["d"].upper())]
    assert together(find_clusters(documents)) == {frozenset("abcde")}
    for told in ([("c", "d")], [("d", "c")]):
        found = together(find_clusters(documents, told_apart=told))
        assert len(found) == 1
        assert {frozenset("abc"), frozenset("abde")} & found  # the same words are told apart from the same
    everyone = [("a", other) for other in "bcde"]
    assert together(find_clusters(documents, told_apart=everyone)) == {frozenset("bcde")}
    alone = find_clusters(documents, told_apart=[("d", "e"), *(("d", other) for other in "abc")])
    assert together(alone) == {frozenset("abc")}


def test_members_are_explained_by_members(story: str) -> None:
    rng = random.Random(7)
    copies = {name: ocr(story, rng, 0.01) for name in "abcdef"}
    documents = [*copies.items(), ("A", copies["a"].upper())]
    for told in ([], [("a", "b"), ("a", "c")], [("A", "b"), ("d", "e")]):
        for cluster in find_clusters(documents, told_apart=told):
            assert {member.why.via for member in cluster.members} <= {member.id for member in cluster.members}


def test_twins_told_apart_make_two_clusters_of_their_own_names(story: str) -> None:
    documents = [(name, story) for name in "abcd"]
    told = [(one, other) for one in "ab" for other in "cd"]
    found = find_clusters(documents, told_apart=told)
    assert together(found) == {frozenset("ab"), frozenset("cd")}
    assert len({cluster.id for cluster in found}) == 2


SCRIPTS = {
    "Arabic": ("ابتجحدرزسشصضطعغفقكلمنهوي", " "),
    "Hindi": ("कखगघचछजटडतथदनपबमयरलवसह", " "),
    "Korean": ("가나다라마바사아자차카타파하고노도로모보소오조", " "),
    "Chinese": ("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏", ""),
}


def invent_in(script: str, rng: random.Random, words: int) -> list[str]:
    """Words of a script without capitals."""
    letters, _ = SCRIPTS[script]
    return ["".join(rng.choices(letters, k=rng.randrange(3, 7) if SCRIPTS[script][1] else 2)) for _ in range(words)]


def filled(script: str, frame: list[str], rng: random.Random, every: int) -> str:
    """The frame with another word or two in the place of each so many."""
    words = [invent_in(script, rng, 2) if at % every == every // 2 else [word] for at, word in enumerate(frame)]
    return SCRIPTS[script][1].join(word for some in words for word in some)


@pytest.mark.parametrize("script", SCRIPTS)
def test_reports_of_one_form_stay_apart_where_no_capital_shows_a_name(script: str) -> None:
    frame = invent_in(script, random.Random(3), 90)
    reports = [(f"report-{n}", filled(script, frame, random.Random(20 + n), 10)) for n in range(4)]
    assert together(find_clusters(reports[:2])) == set()
    assert together(find_clusters(reports)) == set()
    edited = filled(script, frame, random.Random(9), 60)
    whole = SCRIPTS[script][1].join(frame)
    assert together(find_clusters([("whole", whole), ("edited", edited)])) == {frozenset({"whole", "edited"})}


def test_a_list_in_another_order_is_a_copy() -> None:
    rng = random.Random(8)
    lines = [
        f"- {invent(rng, 2)[:-1].split('.')[0].lower()}, {rng.randrange(10, 99)} cm: {rng.randrange(9, 300)}.{n:02} EUR"
        for n in range(14)
    ]
    moved = list(lines)
    rng.shuffle(moved)
    prices = [rng.randrange(1000, 9999) for _ in lines]
    raised = [f"{line.rsplit(':', 1)[0]}: {price}.50 EUR" for line, price in zip(lines, prices, strict=True)]
    documents = [("list", "\n".join(lines)), ("moved", "\n".join(moved)), ("raised", "\n".join(raised))]
    assert together(find_clusters(documents)) == {frozenset({"list", "moved"})}


@pytest.mark.parametrize("count", [2, 5, 10])
@pytest.mark.parametrize("header", [0, 20])
def test_stories_under_one_footer_are_no_copies(count: int, header: int) -> None:
    top, footer = invent(random.Random(70), header), invent(random.Random(71), 150)
    documents = [(f"{n}", "\n\n".join((top, invent(random.Random(n), 50), footer)).strip()) for n in range(count)]
    assert together(find_clusters(documents)) == set()


def test_releases_with_one_list_of_downloads_stay_apart() -> None:
    def notes(version: str, rng: random.Random) -> str:
        name = f"https://dl.example.org/v{version}/quill-v{version}"
        files = [f"{system} 64-bit: {name}-{system}-x64.tar.gz" for system in ("linux", "macos", "aix", "sunos", "win")]
        return "\n\n".join((f"Quill {version}", invent(rng, 25), *files, *(line.replace("64", "86") for line in files)))

    releases = [(version, notes(version, random.Random(n))) for n, version in enumerate(("9.7.1", "7.7.1", "17.7.1"))]
    assert together(find_clusters(releases)) == set()


@pytest.mark.parametrize(("first", "second"), [(200, 330), (220, 260)])
def test_a_digest_of_two_stories_of_unequal_length_joins_them_not(first: int, second: int) -> None:
    one, other = invent(random.Random(31), first), invent(random.Random(32), second)
    found = together(find_clusters([("one", one), ("other", other), ("digest", f"{one}\n\n{other}")]))
    assert not any({"one", "other"} <= names for names in found)


def test_excerpts_that_overlap_do_not_contest_their_article() -> None:
    article = invent(random.Random(41), 500)
    words = article.split(" ")
    copies = {f"copy-{n}": ocr(article, random.Random(n), 0.01) for n in range(6)}
    copies |= {"first": " ".join(words[60:280]), "second": " ".join(words[190:390])}
    assert together(find_clusters([*copies.items(), *crowd(8)])) == {frozenset(copies)}


def test_reports_of_one_form_stay_apart_whose_few_figures_are_all_others() -> None:
    rng = random.Random(5)
    frame = ["".join(rng.choices("กขคงจชดตถทนบปผพมยรลวสหอ", k=rng.randrange(4, 7))) for _ in range(60)]

    def forecast(rng: random.Random) -> str:
        return "".join(f"{word} {rng.randrange(10, 99)} " if at % 15 == 6 else word for at, word in enumerate(frame))

    reports = [(f"report-{n}", forecast(random.Random(n))) for n in range(4)]
    assert together(find_clusters(reports)) == set()


@pytest.mark.parametrize("count", [2, 9, 20])
def test_copies_of_which_each_tells_the_lead_in_its_own_words_are_together(count: int) -> None:
    rest = invent(random.Random(60), 100)

    def lead(rng: random.Random) -> str:
        words = [word for word in invent(rng, 24).lower().replace(".", "").split() if word.isalpha()][:34]
        for fact in ("Anna", "Holm", "Ostvik", "340", "12", "Ranheim"):
            words.insert(rng.randrange(1, len(words)), fact)
        return f"{' '.join(words).capitalize()}."

    end = "Holm saw 12 of 340 at Ranheim, Anna at Ostvik."
    copies = {f"copy-{n}": "\n\n".join((lead(random.Random(n)), rest, end)) for n in range(count)}
    assert together(find_clusters([*copies.items(), *crowd(10)])) == {frozenset(copies)}


def test_the_news_of_one_firm_above_what_it_says_of_itself_stay_apart() -> None:
    documents = []
    for firm in range(6):
        about = invent(random.Random(80 + firm), 190)
        for n in range(8):
            rng = random.Random(100 * firm + n)
            words = invent(rng, rng.choice((40, 80, 120)))
            news = " ".join((words, str(n + 11), *rng.sample(NAMES, 4)))
            documents.append((f"firm-{firm}-{n}", f"{news}\n\n{about}"))
    assert together(find_clusters(documents)) == set()
