"""The store: what goes in comes out, nothing is written twice, and nothing half; every failure is a sentence."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from signers.errors import ExitCode, StoreError, UsageError
from signers.model import Action, Answers, Cluster, Decision, Evidence, Grouping, Kind, Match, Signatory, Verdict
from signers.store import Change, ParsedLetter, Saved, Store, schema
from signers.store.schema import APPLICATION_ID, STEPS

COAST = (
    Signatory(
        "ALIGN (The Alliance for a Greater New York)",
        Kind.ORGANIZATION,
        group="New York",
        letter="coast.txt",
        block=2,
        page=1,
        line=135,
        end_line=136,
        text="ALIGN (The Alliance for a\nGreater New York)",
        confidence=0.98,
        flags=("joined", "doubtful-join"),
    ),
    Signatory(
        "Zoë Ng",
        Kind.PERSON,
        title="Professor",
        affiliation="Réseau Action Climat",
        location="Lyon",
        letter="coast.txt",
        line=140,
        end_line=140,
        text="Zoë Ng, Professor, Réseau Action Climat, Lyon",
    ),
)


def letter(name, *names, sha256="", signatories=None):
    """A letter in an invented folder that these organizations signed."""
    signed = tuple(
        Signatory(signer, Kind.ORGANIZATION, letter=name, line=number, end_line=number, text=signer)
        for number, signer in enumerate(names, start=1)
    )
    entries = signed if signatories is None else signatories
    return ParsedLetter(name, f"/letters/{name}", sha256 or f"bytes of {names}", len(entries), entries)


def never(_path):
    return False


def names(signatories):
    return [signatory.name for signatory in signatories]


def sqlite(path, *statements):
    """Do with the file what a person could do with `sqlite3 FILE`."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        return [db.execute(statement).fetchall() for statement in statements][-1]


def noise(size):
    return random.Random(1).randbytes(size)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "signers.db"


@pytest.fixture
def store(path):
    with Store.open(path, patience=0.05) as opened:
        yield opened


@pytest.fixture
def kept(path):
    """A store with one letter in it, closed."""
    with Store.open(path) as opened:
        opened.save_letters([letter("coast.txt", signatories=COAST)])
    return path


@pytest.fixture
def folder():
    """A folder that an ordinary user owns, the test running as that user: for root no permission binds."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions work otherwise here")
    place = Path(tempfile.mkdtemp())
    was, nobody = os.geteuid(), 65534
    if was == 0:
        os.chown(place, nobody, nobody)
        os.seteuid(nobody)
    try:
        yield place
    finally:
        os.seteuid(was)
        place.chmod(0o700)
        shutil.rmtree(place)


# Letters and entries


def test_entries_come_back_as_they_were_saved(store):
    assert store.save_letters([letter("coast.txt", signatories=COAST)]) == [Saved("coast.txt", Change.ADDED)]
    assert store.signatories() == COAST
    (record,) = store.letters()
    assert (record.name, record.path, record.lines, record.entries) == ("coast.txt", "/letters/coast.txt", 2, 2)


def test_saving_the_same_letter_again_leaves_every_byte_as_it_was(path):
    kept = [letter("coast.txt", signatories=COAST), letter("river.txt", "Sierra Club")]
    for changes in ({Change.ADDED}, {Change.UNCHANGED}):
        before = path.read_bytes() if path.exists() else b""
        with Store.open(path) as opened:
            assert {saved.change for saved in opened.save_letters(kept)} == changes
    assert path.read_bytes() == before


def test_changed_letter_is_replaced_in_its_place_and_the_others_stay(store):
    store.save_letters([letter("coast.txt", "Earthjustice", "Sierra Club"), letter("river.txt", "Oxfam")])
    (saved,) = store.save_letters([letter("coast.txt", "Sierra Club", "Greenpeace")])
    assert saved == Saved("coast.txt", Change.REPLACED)
    assert names(store.signatories()) == ["Sierra Club", "Greenpeace", "Oxfam"]


def test_letter_read_differently_by_a_better_parser_is_replaced(store):
    store.save_letters([letter("coast.txt", "Alliance for", "Justice", sha256="same")])
    (saved,) = store.save_letters([letter("coast.txt", "Alliance for Justice", sha256="same")])
    assert saved.change is Change.REPLACED
    assert names(store.signatories()) == ["Alliance for Justice"]


def test_letter_that_moved_is_the_same_letter(store):
    store.save_letters([letter("draft.txt", "Oxfam", sha256="same"), letter("river.txt", "Sierra Club")])
    moved = letter("final.txt", "Oxfam", sha256="same")
    assert store.save_letters([moved], gone=lambda path: path == "/letters/draft.txt") == [
        Saved("final.txt", Change.MOVED)
    ]
    assert [record.name for record in store.letters()] == ["final.txt", "river.txt"]
    assert [signatory.letter for signatory in store.signatories()] == ["final.txt", "river.txt"]


def test_two_letters_with_the_same_bytes_are_both_kept_and_told(store):
    twins = [letter("coast.txt", "Oxfam", sha256="same"), letter("copy.txt", "Oxfam", sha256="same")]
    assert store.save_letters(twins, gone=never) == [
        Saved("coast.txt", Change.ADDED),
        Saved("copy.txt", Change.ADDED, same_as="/letters/coast.txt"),
    ]
    assert store.save_letters(twins, gone=never)[1] == Saved("copy.txt", Change.UNCHANGED, "/letters/coast.txt")
    assert len(store.letters()) == 2


def test_a_letter_of_the_same_save_is_not_gone(store):
    twins = [letter("coast.txt", "Oxfam", sha256="same"), letter("copy.txt", "Oxfam", sha256="same")]
    store.save_letters(twins, gone=lambda _path: True)
    assert [record.name for record in store.letters()] == ["coast.txt", "copy.txt"]


def test_whether_a_letter_is_gone_is_seen_on_the_disk(store, tmp_path):
    old, new = tmp_path / "draft.txt", tmp_path / "final.txt"
    old.write_text("Oxfam")
    store.save_letters([replace(letter("draft.txt", "Oxfam", sha256="same"), path=str(old))])
    old.rename(new)
    (saved,) = store.save_letters([replace(letter("final.txt", "Oxfam", sha256="same"), path=str(new))])
    assert saved.change is Change.MOVED


def test_letter_from_standard_input_is_taken_over_by_its_file(store):
    store.save_letters([replace(letter("-", "Oxfam", sha256="same"), path="-")])
    (saved,) = store.save_letters([letter("coast.txt", "Oxfam", sha256="same")])
    assert saved.change is Change.MOVED


def test_signatories_of_chosen_letters_by_name_or_path(store):
    store.save_letters([letter("coast.txt", "Oxfam"), letter("river.txt", "Sierra Club"), letter("sea.txt", "ACLU")])
    assert names(store.signatories(["sea.txt", "/letters/coast.txt"])) == ["Oxfam", "ACLU"]
    assert names(store.signatories(["lake.txt"])) == []


def test_nothing_of_a_save_is_kept_when_its_second_letter_fails(kept):
    sqlite(
        kept,
        "CREATE TRIGGER no_oxfam BEFORE INSERT ON entries WHEN new.name = 'Oxfam'"
        " BEGIN SELECT RAISE(ABORT, 'not this one'); END",
    )
    with Store.open(kept) as opened:
        with pytest.raises(StoreError, match="not this one"):
            opened.save_letters([letter("coast.txt", "Sierra Club"), letter("river.txt", "ACLU", "Oxfam")])
        assert opened.signatories() == COAST
        opened.save_letters([letter("river.txt", "ACLU")])  # and the store goes on working
        assert len(opened.letters()) == 2


def test_nothing_of_a_save_is_kept_when_it_is_interrupted(store):
    def interrupted(_path):
        raise KeyboardInterrupt

    store.save_letters([letter("coast.txt", "Oxfam", sha256="same")])
    with pytest.raises(KeyboardInterrupt):
        store.save_letters([letter("river.txt", "ACLU"), letter("copy.txt", "Oxfam", sha256="same")], gone=interrupted)
    assert names(store.signatories()) == ["Oxfam"]


def test_an_entry_cannot_be_changed(kept):
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        sqlite(kept, "UPDATE entries SET name = 'Oxfam' WHERE position = 1")


@pytest.mark.parametrize("name", ["NUL\0inside", "[bold]Oxfam[/bold]", "'; DROP TABLE entries; --", "ＡＢＣ 🌍", ""])
def test_odd_names_come_back_unchanged(store, name):
    store.save_letters([letter("coast.txt", name)])
    assert names(store.signatories()) == [name]
    assert store.save_letters([letter("coast.txt", name)])[0].change is Change.UNCHANGED


def test_half_a_character_is_refused_in_a_sentence(store):
    store.save_letters([letter("coast.txt", "Oxfam")])
    with pytest.raises(StoreError, match=r"half a character: 'R\\udce9seau'") as failure:
        store.save_letters([letter("river.txt", "Sierra Club"), letter("sea.txt", "R\udce9seau")])
    assert failure.value.hint
    assert names(store.signatories()) == ["Oxfam"]
    with pytest.raises(StoreError, match="half a character"):
        store.signatories(["\ud800"])


# Clusters and doubts

ACLU = Cluster(
    "American Civil Liberties Union",
    ("American Civil Liberties Union", "American Civil Liberties Union (ACLU)", "ACLU"),
    Kind.ORGANIZATION,
    (
        "“American Civil Liberties Union (ACLU)” and “American Civil Liberties Union”: the same but for the acronym",
        "“ACLU” and “American Civil Liberties Union (ACLU)”: the acronym is defined in this letter",
    ),
)
CAUCUS = Cluster(
    "Justice – Asian Law Caucus",  # tidied, so printed nowhere
    ("Justice- Asian Law Caucus",),
    Kind.ORGANIZATION,
    ("the dash is tidied",),
)
FRIENDS = Match(
    "Friends of the Earth",
    "Friends of the Earth U.S.",
    0.6,
    Verdict.DOUBTFUL,
    (Evidence("words", 8.0, "the same words"), Evidence("place", -3.0, "a place on one side only")),
)
NG = Cluster("Zoë Ng", ("Zoë Ng",), Kind.PERSON)
FOUND = {Kind.PERSON: Grouping((NG,)), Kind.ORGANIZATION: Grouping((CAUCUS, ACLU), (FRIENDS,))}


def test_clusters_come_back_as_they_were_saved(store):
    store.save_groupings(FOUND)
    assert store.clusters() == (CAUCUS, ACLU, NG)
    assert store.clusters(Kind.PERSON) == (NG,)


def test_doubts_come_back_with_their_reasons_in_order(store):
    other = Match("CAIR", "CAIR Ohio", 0.4, Verdict.DOUBTFUL)
    store.save_groupings({Kind.ORGANIZATION: Grouping((), (FRIENDS, other))})
    first, second = store.doubts()
    assert replace(first, evidence=()) == replace(FRIENDS, evidence=())
    assert first.reasons == ("the same words; a place on one side only",)
    assert second == other
    assert store.doubts(Kind.PERSON) == ()


def test_merges_are_edges_that_say_why(store, path):
    store.save_groupings(FOUND)
    form, acronym = ACLU.reasons
    assert sqlite(path, "SELECT left, right, reason FROM merges ORDER BY right") == [
        ("American Civil Liberties Union", "ACLU", acronym),
        ("American Civil Liberties Union", "American Civil Liberties Union (ACLU)", f"{form}\n{acronym}"),
        ("Justice – Asian Law Caucus", "Justice- Asian Law Caucus", "the dash is tidied"),
    ]


def test_reason_that_quotes_no_alias_stands_with_each(store, path):
    general = replace(ACLU, reasons=("the same but for form", "“Oxfam” is another"))
    store.save_groupings({Kind.ORGANIZATION: Grouping((general,))})
    assert sqlite(path, "SELECT reason FROM merges") == [("the same but for form\n“Oxfam” is another",)] * 2
    assert store.clusters() == (general,)


def test_merge_without_a_reason_is_an_edge_all_the_same(store, path):
    store.save_groupings({Kind.ORGANIZATION: Grouping((replace(ACLU, reasons=()),))})
    assert sqlite(path, "SELECT reason FROM merges") == [("",), ("",)]
    assert store.clusters()[0].reasons == ()


def test_equal_groupings_leave_every_byte_as_it_was(path):
    for _ in range(2):
        before = path.read_bytes() if path.exists() else b""
        with Store.open(path) as opened:
            opened.save_groupings(FOUND)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "changed",
    [
        Grouping((ACLU, CAUCUS), (FRIENDS,)),
        Grouping((CAUCUS, replace(ACLU, name="ACLU")), (FRIENDS,)),
        Grouping((CAUCUS, replace(ACLU, reasons=("spelling", "acronym"))), (FRIENDS,)),
        Grouping((CAUCUS, ACLU), (replace(FRIENDS, score=0.5),)),
        Grouping(()),
    ],
)
def test_changed_grouping_takes_the_place_of_the_one_before(store, changed):
    store.save_groupings(FOUND)
    store.save_groupings({Kind.ORGANIZATION: changed})
    assert store.clusters(Kind.ORGANIZATION) == changed.clusters
    assert [match.score for match in store.doubts()] == [match.score for match in changed.doubtful]
    assert store.clusters(Kind.PERSON) == (NG,)  # not given, so it stays


def test_grouping_that_fails_leaves_the_one_before(store):
    store.save_groupings(FOUND)
    twice = Grouping((replace(ACLU, name="ACLU"), CAUCUS, CAUCUS))
    with pytest.raises(StoreError, match="UNIQUE"):
        store.save_groupings({Kind.ORGANIZATION: twice})
    assert store.clusters() == (CAUCUS, ACLU, NG)


def test_groupings_outlive_the_next_version_of_the_letter(store):
    store.save_letters([letter("coast.txt", *ACLU.spellings)])
    store.save_groupings(FOUND)
    store.save_letters([letter("coast.txt", "Oxfam", *ACLU.spellings)])
    assert store.clusters() == (CAUCUS, ACLU, NG)
    assert store.ungrouped() == 1


def test_names_are_ungrouped_until_deduplication_saw_them(store):
    assert store.ungrouped() == 0
    store.save_letters([letter("coast.txt", "Oxfam", "ACLU"), letter("river.txt", "Oxfam")])
    assert store.ungrouped() == 2
    store.save_groupings(FOUND)
    assert store.ungrouped() == 1


# Decisions

MERGE = Decision(Action.SAME, ("Access Now", "AccessNow.org"), reason="their page says so")
GONE = Decision(Action.WITHDRAW, ("Densho",), on="2026-11-25", reason="asked by “e-mail”")
NAMED = Decision(Action.RENAME, ("ACLU",), "American Civil Liberties Union")
NOON = "2026-11-25T12:00:00Z"


def test_decisions_come_back_as_they_were_given_and_what_is_undone_does_not(store):
    assert store.answers() == Answers()
    assert (store.decide([MERGE, GONE], NOON), store.decide([NAMED], NOON)) == (1, 3)
    assert store.decisions() == (MERGE, GONE, NAMED)
    assert store.undo(NOON) == (NAMED,)
    assert store.undo(NOON) == (MERGE, GONE)
    assert store.undo(NOON) == store.decisions() == ()
    assert store.redo(NOON) == (MERGE, GONE)
    assert store.redo(NOON, 1) == store.undo(NOON, 3) == ()  # neither is so now
    assert store.redo(NOON, 3) == (NAMED,)
    assert store.undo_all(NOON) == (NAMED, MERGE, GONE)
    assert [event.number for event in store.events()] == list(range(1, 10))


def test_what_is_in_force_is_a_view(store, path):
    store.decide([MERGE, GONE], NOON)
    store.decide([NAMED], NOON)
    query = "SELECT action, names, value, on_date, reason FROM in_force"
    assert len(sqlite(path, query)) == 3
    store.undo(NOON, 1)
    assert sqlite(path, query) == [("rename", '["ACLU"]', "American Civil Liberties Union", "", "")]
    store.redo(NOON)
    assert [action for action, *_ in sqlite(path, query)] == ["same", "withdraw", "rename"]


def test_the_log_of_decisions_only_grows(store, path):
    store.decide([MERGE], NOON)
    for statement in ("UPDATE decisions SET value = 'x'", "DELETE FROM decisions"):
        with pytest.raises(sqlite3.IntegrityError, match="a decision is undone"):
            sqlite(path, statement)


def test_decisions_outlive_letters_and_groupings(store):
    store.save_letters([letter("coast.txt", "Access Now", "ACLU")])
    store.decide([MERGE, NAMED], NOON)
    store.save_letters([letter("coast.txt", "Oxfam")])
    store.save_groupings(FOUND)
    assert store.decisions() == (MERGE, NAMED)


def test_a_grouping_knows_the_answers_that_it_was_made_with(store):
    assert store.grouped_with() == ""
    store.save_groupings(FOUND, "f00d")
    assert store.grouped_with() == "f00d"
    store.save_groupings(FOUND)
    assert store.grouped_with() == ""


def test_names_are_grouped_as_people_decided_to_read_them(store):
    store.save_letters([letter("coast.txt", "Oxfam", "Sincerely")])
    store.decide([Decision(Action.NOT_AN_ENTRY, ("Sincerely",)), Decision(Action.KIND, ("Oxfam",), "person")], NOON)
    assert store.ungrouped() == 1
    store.save_groupings({Kind.PERSON: Grouping((Cluster("Oxfam", ("Oxfam",), Kind.PERSON),))})
    assert store.ungrouped() == 0


def test_decisions_that_we_never_wrote_are_damage(kept):
    values = "1, 1, 'decided', 'sam', '[]', '', '', '', ''"
    sqlite(kept, f"INSERT INTO decisions VALUES ({values})")
    with Store.open_for_reading(kept) as opened, pytest.raises(StoreError, match="is damaged"):
        opened.decisions()


def test_a_store_of_the_first_version_takes_decisions(kept, monkeypatch):
    first = kept.with_name("first.db")
    with monkeypatch.context() as patched:
        patched.setattr(schema, "STEPS", STEPS[:1])
        with Store.open(first) as opened:
            opened.save_letters([letter("coast.txt", signatories=COAST)])
    with Store.open_for_reading(first) as opened:
        assert (opened.decisions(), opened.grouped_with()) == ((), "")
    with Store.open(first) as opened:
        opened.decide([MERGE], NOON)
        assert (opened.signatories(), opened.decisions()) == (COAST, (MERGE,))


# Opening


def test_the_file_says_whose_it_is(kept):
    assert sqlite(kept, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert sqlite(kept, "PRAGMA user_version") == [(len(STEPS),)]
    assert sqlite(kept, "PRAGMA journal_mode") == [("delete",)]
    assert list(kept.parent.iterdir()) == [kept]


@pytest.mark.parametrize("awkward", ["signers 100%.db", "what?.db", "a#b.db", "ü.db", ":memory:", "file:x.db"])
def test_any_file_name_will_do(tmp_path, awkward):
    with Store.open(tmp_path / awkward):
        pass
    assert [file.name for file in tmp_path.iterdir()] == [awkward]


def test_empty_file_is_a_new_store(path):
    path.touch()
    with Store.open(path) as opened:
        assert opened.letters() == ()


@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("opening", [Store.open_for_reading, lambda path: Store.open(path, create=False)])
def test_reading_a_store_that_is_not_there_is_wrong_usage(path, opening, empty):
    if empty:
        path.touch()
    with pytest.raises(UsageError, match=r"no store at .*signers\.db") as failure:
        opening(path)
    assert failure.value.hint == "run `signers parse LETTER` first"
    assert failure.value.exit_code == ExitCode.USAGE
    assert path.exists() == empty


def refused(path, message):
    """Open `path` in every way, and see it refused with `message` and left as it is."""
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    for opening in (Store.open, Store.open_for_reading):
        with pytest.raises(StoreError, match=message) as failure:
            opening(path, patience=0.05)
        assert failure.value.hint
        assert failure.value.exit_code == ExitCode.STORE
    assert before is None or path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside


@pytest.mark.parametrize("content", [b"Dear Mr. Bezos,\n" * 300, noise(9000), b"SQLite format 3\0"])
def test_file_that_is_no_database_is_refused(path, content):
    path.write_bytes(content)
    refused(path, "is not a store of signers")


def test_database_of_another_program_is_refused(path):
    sqlite(path, "CREATE TABLE bookmarks (url TEXT)")
    refused(path, "is a database of another program")


def test_database_of_another_program_without_tables_is_refused(path):
    sqlite(path, "PRAGMA application_id = 7")
    refused(path, "is a database of another program")


def test_store_of_a_newer_version_is_refused(kept):
    sqlite(kept, f"PRAGMA user_version = {len(STEPS) + 1}")
    refused(kept, "was written by a newer version of signers")


@pytest.mark.parametrize("left", [200, 4096, 5000, -4096, -1])
def test_truncated_store_is_refused(kept, left):
    kept.write_bytes(kept.read_bytes()[:left])
    refused(kept, "is damaged")


def test_store_whose_schema_is_not_even_text_is_refused(kept):
    kept.write_bytes(kept.read_bytes().replace(b"CREATE TABLE doubts", b"CREATE TABLE\xffdoubts"))
    refused(kept, "is damaged")


def test_damage_found_later_is_a_sentence_too(kept):
    ((page,),) = sqlite(kept, "SELECT rootpage FROM sqlite_master WHERE name = 'entries'")
    content = kept.read_bytes()
    kept.write_bytes(content[: (page - 1) * 4096] + noise(4096) + content[page * 4096 :])
    with Store.open_for_reading(kept) as opened, pytest.raises(StoreError, match="is damaged"):
        opened.signatories()


@pytest.mark.parametrize("statement", ["flags = 'joined'", "flags = '7'", "name = CAST(x'ff' AS TEXT)"])
def test_values_that_we_never_wrote_are_damage(kept, statement):
    sqlite(kept, "DROP TRIGGER entries_never_change", f"UPDATE entries SET {statement}")
    with Store.open_for_reading(kept) as opened, pytest.raises(StoreError, match="is damaged"):
        opened.signatories()


def test_folder_is_refused(tmp_path):
    refused(tmp_path, "is a folder, not a store")


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="no such device here")
def test_device_is_refused():
    with pytest.raises(StoreError, match="is not a file that can hold a store"):
        Store.open(Path("/dev/null"))


def test_folder_that_is_not_there_is_refused_and_not_made(tmp_path):
    with pytest.raises(StoreError, match=r"there is no folder .*nowhere"):
        Store.open(tmp_path / "nowhere" / "signers.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("lock", "reads"), [("IMMEDIATE", True), ("EXCLUSIVE", False)])
def test_store_that_another_program_uses_is_left_alone(kept, lock, reads):
    with closing(sqlite3.connect(kept, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        with pytest.raises(StoreError, match="in use by another program") as failure:  # noqa: SIM117
            with Store.open(kept, patience=0.05) as opened:
                opened.save_letters([letter("river.txt", "Oxfam")])
        assert failure.value.hint
        if reads:
            with Store.open_for_reading(kept, patience=0.05) as opened:
                assert opened.signatories() == COAST


def test_another_program_that_is_soon_done_is_waited_for(kept):
    hold = "import sqlite3, sys, time; db = sqlite3.connect(sys.argv[1]); db.execute('BEGIN EXCLUSIVE');"
    hold += "print('held', flush=True); time.sleep(0.3)"
    with subprocess.Popen([sys.executable, "-c", hold, kept], stdout=subprocess.PIPE) as other:
        assert other.stdout.readline()
        with Store.open(kept, patience=10) as opened:
            assert opened.save_letters([letter("river.txt", "Oxfam")])[0].change is Change.ADDED


def test_two_programs_that_make_the_store_at_once_make_one(path):
    make = (
        "import sys; from pathlib import Path; from signers.store import Store; Store.open(Path(sys.argv[1])).close()"
    )
    makers = [subprocess.Popen([sys.executable, "-c", make, path]) for _ in range(4)]
    assert [maker.wait() for maker in makers] == [0] * 4
    with Store.open_for_reading(path) as opened:
        assert opened.letters() == ()


def test_full_disk_leaves_the_store_as_it_was(kept):
    # A limit on the pages of the file is to SQLite what a full disk is.
    db = sqlite3.connect(kept, isolation_level=None)
    db.execute("PRAGMA max_page_count = 1")  # that is, no more than there are
    with Store(db, kept) as opened:
        with pytest.raises(StoreError, match="no room is left on the disk"):
            opened.save_letters([letter("river.txt", *(f"Local {number}" for number in range(2000)))])
        assert opened.signatories() == COAST


def test_read_only_store_can_be_read(folder):
    path = folder / "signers.db"
    with Store.open(path) as opened:
        opened.save_letters([letter("coast.txt", signatories=COAST)])
    path.chmod(0o400)
    folder.chmod(0o500)
    with Store.open_for_reading(path) as opened:
        assert opened.signatories() == COAST
    with Store.open(path) as opened, pytest.raises(StoreError, match="the file or its folder is read-only"):
        opened.save_letters([letter("river.txt", "Oxfam")])


def test_read_only_folder_is_told(folder):
    path = folder / "signers.db"
    with Store.open(path) as opened:
        opened.save_letters([letter("coast.txt", signatories=COAST)])
    folder.chmod(0o500)
    with pytest.raises(StoreError, match="the file or its folder is not open to you"):
        Store.open(folder / "other.db")
    with Store.open(path) as opened:
        with pytest.raises(StoreError, match="the file or its folder is read-only"):
            opened.save_letters([letter("river.txt", "Oxfam")])
        assert opened.signatories() == COAST


def test_folder_or_file_that_may_not_be_looked_at_is_told(folder):
    path = folder / "signers.db"
    Store.open(path).close()
    path.chmod(0)
    with pytest.raises(StoreError, match="cannot be opened: the file or its folder is not open to you"):
        Store.open(path)
    folder.chmod(0)
    with pytest.raises(StoreError, match="cannot be opened: Permission denied"):
        Store.open_for_reading(path)


def test_store_opened_for_reading_is_not_written(kept):
    with Store.open_for_reading(kept) as opened, pytest.raises(StoreError, match="read-only"):
        opened.save_letters([letter("river.txt", "Oxfam")])


# Versions


@pytest.fixture
def older(kept, monkeypatch):
    """A store that this program, grown by two steps, finds to be of an older version."""
    more = (("ALTER TABLE letters ADD COLUMN note TEXT",), ("CREATE TABLE remarks (a TEXT)", "DROP TABLE doubts"))
    monkeypatch.setattr(schema, "STEPS", STEPS + more)
    return kept


@pytest.fixture
def aside(path):
    return path.with_name(f"signers.db.v{len(STEPS)}.bak")


def test_older_store_is_copied_aside_and_brought_up_to_date(older, aside):
    before = sqlite(older, "SELECT * FROM entries")
    with Store.open(older) as opened:
        assert opened.signatories() == COAST
    assert sqlite(older, "PRAGMA user_version") == [(len(STEPS) + 2,)]
    assert sqlite(older, "SELECT note FROM letters") == [(None,)]
    assert sqlite(aside, "PRAGMA user_version") == [(len(STEPS),)]
    assert sqlite(aside, "SELECT * FROM entries") == before
    assert sorted(older.parent.iterdir()) == [older, aside]


def test_copy_aside_opens_with_the_older_version(older, aside, monkeypatch):
    Store.open(older).close()
    monkeypatch.setattr(schema, "STEPS", STEPS)
    with Store.open(aside) as opened:
        assert opened.signatories() == COAST
    with pytest.raises(StoreError, match="newer version"):
        Store.open(older)


def test_up_to_date_store_is_not_copied_again(older, aside):
    Store.open(older).close()
    aside.unlink()
    Store.open(older).close()
    assert not aside.exists()


def test_older_store_whose_copy_cannot_be_made_stays_as_it_is(older, aside):
    before = older.read_bytes()
    aside.mkdir()
    with pytest.raises(StoreError, match=rf"signers\.db\.v{len(STEPS)}\.bak cannot be opened"):
        Store.open(older)
    assert older.read_bytes() == before


def test_step_that_fails_takes_the_steps_before_it_back(kept, monkeypatch):
    before = kept.read_bytes()
    more = (("CREATE TABLE remarks (a TEXT)",), ("CREATE TABLE undo (a TEXT)", "DROP TABLE nowhere"))
    monkeypatch.setattr(schema, "STEPS", STEPS + more)
    with pytest.raises(StoreError, match="no such table"):
        Store.open(kept)
    assert kept.read_bytes() == before


def test_older_store_is_read_without_being_changed(older):
    before = older.read_bytes()
    with Store.open_for_reading(older) as opened:
        assert opened.signatories() == COAST
    assert older.read_bytes() == before
    assert list(older.parent.iterdir()) == [older]


def test_damaged_older_store_goes_no_further(older, aside):
    content = older.read_bytes()
    older.write_bytes(content[:-4096] + noise(4096))
    before = older.read_bytes()
    with pytest.raises(StoreError, match="is damaged"):
        Store.open(older)
    assert older.read_bytes() == before
    assert not aside.exists()


# A writer that is killed

WRITER = """
import os, signal, sys
from itertools import count
from pathlib import Path
from signers.model import Kind, Signatory
from signers.store import ParsedLetter, Store

def letter(name, generation, size):
    signed = tuple(Signatory(f"Local {n} of {generation}", Kind.ORGANIZATION, text="x" * 100) for n in range(size))
    return ParsedLetter(name, f"/letters/{name}", f"{generation}", size, signed)

def die(path):
    os.kill(os.getpid(), signal.SIGKILL)

with Store.open(Path(sys.argv[1])) as store:
    if sys.argv[2] == "half":
        # More than SQLite holds in memory, so that some of it is on the disk; then a question about what is gone.
        store.save_letters([letter("a.txt", 0, 1)])
        store.save_letters([letter("b.txt", 1, 20_000), letter("c.txt", 0, 1)], gone=die)
    for generation in count(1):
        store.save_letters([letter(name, generation, 1000) for name in ("a.txt", "b.txt")])
        print(generation, flush=True)
"""
can_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")


def generations(path):
    """Which saves the entries in the store are from, after seeing that the file is sound and both letters whole."""
    assert sqlite(path, "PRAGMA integrity_check") == [("ok",)]
    with Store.open(path) as opened:
        assert [record.entries for record in opened.letters()] == [1000, 1000]
        return {int(signatory.name.split(" of ")[1]) for signatory in opened.signatories()}


@can_kill
def test_writer_killed_half_way_leaves_the_save_before(path):
    killed = subprocess.run([sys.executable, "-c", WRITER, path, "half"], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.with_name("signers.db-journal").exists()
    with Store.open_for_reading(path) as opened:  # a reader takes it back as well
        assert names(opened.signatories()) == ["Local 0 of 0"]
    assert list(path.parent.iterdir()) == [path]


@can_kill
@pytest.mark.parametrize("seed", range(5))
def test_writer_killed_at_any_moment_leaves_one_whole_save(path, seed):
    with subprocess.Popen([sys.executable, "-c", WRITER, path, "all"], stdout=subprocess.PIPE, text=True) as writer:
        confirmed = int(writer.stdout.readline())
        time.sleep(seed / 50 + noise(5)[seed] / 10_000)
        writer.kill()
        confirmed = max([confirmed, *map(int, writer.stdout.read().split())])
    (found,) = generations(path)
    assert found in {confirmed, confirmed + 1}
