"""`signers review --plain`: a question at a time in plain text, for a pipe, a screen reader or a bare terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from signers import answering, reviewing
from signers.cli.review_session import decided_by, decided_parts
from signers.cli.review_words import asked, name_rows, place_rows, progress, row, why_rows
from signers.cli.terminal import printable
from signers.errors import StoreError
from signers.reviewing import About

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from signers.cli.review_session import Session
    from signers.model import Decision
    from signers.reviewing import Question

_command = re.compile(r"\s*([a-zA-Z?])\s*([0-9]*)(?:\s+(.*))?\s*").fullmatch
_KEYS_NAMES = "s same, d different, u unsure, k NUMBER keep one out, r NUMBER rename, z undo, y redo, q quit, ? help"
_MOST_SHOWN = 6  # names of a question whose places are told
_KEYS_ENTRY = (
    "s right, d nobody's name, r mend, k other kind, n with the next, p with the one before, x split, u unsure, "
    "z undo, y redo, q quit, ? help"
)
_KEYS_ENTRIES = "s they signed, d nobody signed here, u unsure, z undo, y redo, q quit, ? help"
HELP_NAMES = """\
s         they are one signatory; those that are kept out are not
d         each of them is another signatory
u         unsure: it is asked again at the end
k NUMBER  keep that name out, or not any more; then s for the others
r NUMBER  list that one under another name, which is asked for; or r NUMBER NAME
z, y      undo the last answer; redo it
q         quit; what was answered is kept
"""
HELP_ENTRY = """\
s      it is right as it was read
d      it is nobody's name: a heading, a part of the letter
r      it should read otherwise, which is asked for; or r NAME
k      it is a person, not an organization; or the other way round
n, p   it is one name with the next entry, with the one before
x      it is several names, which are asked for, with | between them; or x NAME | NAME
u      unsure: it is asked again at the end
z, y   undo the last answer; redo it
q      quit; what was answered is kept
"""
HELP_ENTRIES = """\
s      these are names of who signed, and read rightly
d      none of them is: a passage of the letter that only looks like a list
u      unsure: it is asked again at the end
z, y   undo the last answer; redo it
q      quit; what was answered is kept
"""


def ask(session: Session, answers: TextIO, out: TextIO) -> None:
    """Ask until nothing is left, the person quits, or the answers end."""
    _Plain(session, answers, out).run()


class _Plain:
    def __init__(self, session: Session, answers: TextIO, out: TextIO) -> None:
        self._session = session
        self._answers = answers
        self._out = out
        self._kept_out: set[str] = set()

    def run(self) -> None:
        shown: Question | None = None
        while (question := self._session.question) is not None:
            if question != shown:
                self._kept_out.clear()
                self._show(question)
                shown = question
            line = self._read("> ")
            if line is None or line.strip() in {"q", "Q"}:
                break
            try:
                if self._obey(line.strip(), question):
                    shown = None
            except StoreError as error:
                self._say(f"not kept: {error}")
        self._say(progress(self._session.queue))

    def _say(self, text: str) -> None:
        self._out.write(printable(text) + "\n")
        self._out.flush()

    def _read(self, prompt: str) -> str | None:
        """The next line of answers; None when they are at their end."""
        self._out.write(prompt)
        self._out.flush()
        line = self._answers.readline()
        if not self._answers.isatty():
            self._out.write(printable(line.rstrip("\r\n")) + "\n")  # so that what is printed reads as a conversation
        return line.rstrip("\r\n") if line else None

    def _show(self, question: Question) -> None:
        session = self._session
        rows = [row(""), row(f"{asked(question)}  {progress(session.queue)}"), *name_rows(question, self._kept_out)]
        rows += why_rows(question)
        for number, member in enumerate(question.members[:_MOST_SHOWN], start=1):
            rows += place_rows(*session.places(member.name, question), number=number)
        rows.append(row(_of_question(question, _KEYS_NAMES, _KEYS_ENTRY, _KEYS_ENTRIES)))
        for each in rows:
            self._say(each.text.rstrip())

    def _obey(self, line: str, question: Question) -> bool:
        """Do what a line says; whether the question is to be shown again, or another one."""
        told = _command(line)
        if not told:
            self._say("? shows what can be answered" if line else "")
            return False
        key, number, text = told[1].lower(), told[2], (told[3] or "").strip()
        match key:
            case "z" | "y":
                done = self._session.undo() if key == "z" else self._session.redo()
                self._tell(done or [f"there is nothing to {'undo' if key == 'z' else 'redo'}"])
                return bool(done)
            case "u":
                self._tell(self._session.put_off(question))
                return True
            case "?":
                self._out.write(_of_question(question, HELP_NAMES, HELP_ENTRY, HELP_ENTRIES))
                return False
        decided = self._decided(key, number, text, question)
        if isinstance(decided, str):
            self._say(decided)
            return False
        if decided:
            self._tell(self._session.answer(decided, question))
        return bool(decided)

    def _tell(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(line)

    def _decided(self, key: str, number: str, text: str, question: Question) -> Sequence[Decision] | str:
        """What a line decides; if nothing, why in words."""
        if reviewing.is_about_names(question):
            if key in "kr":
                return self._about_member(key, number, text, question)
            return decided_by(key, question, self._kept_out)
        text = f"{number} {text}".strip()
        if question.about is About.ENTRY and key == "r":
            new = self._typed(text, "should read: ")
            return answering.mended(question, new) if new else ()
        if question.about is About.ENTRY and key == "x":
            return decided_parts(question, self._typed(text, "names, with | between them: "))
        return decided_by(key, question)

    def _about_member(self, key: str, number: str, text: str, question: Question) -> Sequence[Decision] | str:
        """What a line decides about the name of that number; the first can be renamed without one."""
        of_number = {str(at): member for at, member in enumerate(question.members, start=1)}
        member = of_number.get(number or ("1" if key == "r" else ""))
        if member is None:
            return f"give the number of a name, 1 to {len(question.members)}: {key} 1"
        if key == "r":
            new = self._typed(text, f"new name for {member.name}: ")
            return answering.renamed(member.name, new) if new else ()
        self._kept_out ^= {member.name}
        state = "is kept out" if member.name in self._kept_out else "is in again"
        return f"{member.name} {state}; s makes the others one"

    def _typed(self, text: str, prompt: str) -> str:
        """What stands behind a key, or is typed when it is asked for."""
        return " ".join((text or self._read(prompt) or "").split())


def _of_question(question: Question, of_names: str, of_entry: str, of_entries: str) -> str:
    """What is said of the keys: another thing of names, of one entry, and of several."""
    if reviewing.is_about_names(question):
        return of_names
    return of_entry if question.about is About.ENTRY else of_entries
