"""`signers review` on the whole screen of a terminal, worked with keys alone."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from signers import answering, reviewing
from signers.cli.review_session import decided_by, decided_parts
from signers.cli.review_words import Piece, Row, asked, name_rows, named, place_rows, progress, why_rows, wrapped
from signers.cli.terminal import printable
from signers.errors import StoreError
from signers.reviewing import About

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from signers.cli.review_session import Session
    from signers.model import Decision
    from signers.reviewing import Question

# Colour only adds to it: what stands out is bold, underlined or dim as well.
_STYLES = {"": "", "strong": "bold", "differs": "bold underline ansi_yellow", "quiet": "dim"}
KEYS_NAMES = (
    "s same  d different  u unsure  k keep this one out  r rename  o open letter",
    "arrows move  z undo  y redo  ? help  q quit",
)
KEYS_ENTRY = (
    "s right  d nobody's name  r mend  k other kind  n join next  p join previous",
    "x split  u unsure  o open letter  z undo  y redo  ? help  q quit",
)
KEYS_ENTRIES = ("s they signed  d nobody signed here  u unsure  o open letter", "z undo  y redo  ? help  q quit")
KEYS_NONE = ("", "z undo  y redo  ? help  q quit")
HELP = """\
NAMES: ARE THEY ONE SIGNATORY?
  s       same: all but those that are kept out are one signatory
  d       different: each is another one, and is never asked about again
  u       unsure: it is asked again at the end
  k       keep the marked one out (or in again), then s makes the others one
  r       list the marked one under another name
ENTRIES: READ RIGHTLY?
  s  right as it is      d  nobody's name        r  should read otherwise
  k  other kind          n  p  one name with the next, the previous entry
  x  is several names    u  unsure
ALWAYS
  arrows, j, Tab, 1-9   another name        PageUp, PageDown, Space   scroll
  o  open the letter at the line ($PAGER or $EDITOR)
  z  undo, as far back as you like          y  redo
  q  quit: what was answered is kept, and the next start goes on here

Words that differ are underlined. `=` stands before a further spelling of
the same signatory. Figures are bits: +1 doubles the odds that two are one.
Any key goes back."""
# Programs that take "+12" for the line to begin at, and that keep the screen until one leaves them.
_TAKES_LINE = frozenset({"less", "more", "most", "vi", "vim", "nvim", "view", "nano", "emacs", "micro", "joe", "kak"})


class Help(ModalScreen[None]):
    """What the keys do."""

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(HELP, markup=False)

    def on_key(self, event: events.Key) -> None:
        """Any key goes back."""
        event.stop()
        self.dismiss()


class Review(App[None]):
    """The questions, one after another."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None  # else the field for typing, which is not shown, would have the first key
    CSS = """
    Screen { background: ansi_default; color: ansi_default; layout: vertical; }
    #head { height: 1; text-style: reverse; }
    #asked { height: auto; padding: 0 1; text-style: bold; }
    #names { height: auto; max-height: 40%; padding: 0 1; scrollbar-size-vertical: 1; }
    #rest { height: 1fr; padding: 0 1; border-top: ascii ansi_default; scrollbar-size-vertical: 1; }
    #said { height: auto; max-height: 3; padding: 0 1; text-style: italic; }
    #keys { height: 2; text-style: reverse; padding: 0 1; }
    #typed { height: 1; border: none; padding: 0 1; display: none; }
    Help { background: ansi_default; align: left top; }
    Help Static { padding: 0 1; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "answer('s')"),
        Binding("d", "answer('d')"),
        Binding("u", "unsure"),
        Binding("k", "keep_out"),
        Binding("r", "rename"),
        Binding("n", "answer('n')"),
        Binding("p", "answer('p')"),
        Binding("x", "part"),
        Binding("o", "open"),
        Binding("z", "undo"),
        Binding("y", "redo"),
        Binding("q,ctrl+c", "quit"),
        Binding("question_mark", "help"),
        Binding("down,j,tab", "move(1)"),
        Binding("up,shift+tab", "move(-1)"),
        Binding("pagedown,space", "scroll(1)"),
        Binding("pageup", "scroll(-1)"),
        Binding("enter", "wake"),
        Binding("escape", "leave_input"),
        *(Binding(str(number), f"select({number})") for number in range(1, 10)),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(ansi_color=True)
        self._session = session
        self._kept_out: set[str] = set()
        self._selected = 0
        self._said: Sequence[str] = ()
        self._shown: Question | None = None
        self._typed: Callable[[str], Sequence[Decision] | str] | None = None
        self._starts: list[int] = []  # where the places of each name begin, in lines

    def compose(self) -> ComposeResult:
        """The screen from top to bottom."""
        yield Static(id="head", markup=False)
        yield Static(id="asked", markup=False)
        with VerticalScroll(id="names", can_focus=False):
            yield Static(id="names-text", markup=False)
        with VerticalScroll(id="rest", can_focus=False):
            yield Static(id="rest-text", markup=False)
        yield Static(id="said", markup=False)
        yield Input(id="typed", compact=True, select_on_focus=False)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the first question."""
        self._show()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._show()

    # What is shown

    def _show(self) -> None:
        question = self._session.question
        if question != self._shown:
            self._kept_out.clear()
            self._selected = 0
            self._shown = question
            self.query_one("#rest", VerticalScroll).scroll_home(animate=False)
        told = progress(self._session.queue)
        title = " signers review"
        self._static("head").update(f"{title}{told:>{max(0, self.size.width - len(title) - 1)}} ")
        self._static("said").update(printable("; ".join(self._said)))
        if question is None:
            self._show_end()
            return
        self._static("asked").update(asked(question))
        self._update("names-text", name_rows(question, self._kept_out, self._selected))
        self._update("rest-text", why_rows(question))
        self._static("keys").update("\n".join(_keys(question)))
        # The letters may have to be read: the names are on the screen first.
        self.call_after_refresh(self._show_places)

    def _show_places(self) -> None:
        question = self._session.question
        if question is None or question != self._shown:
            return
        rows = why_rows(question)
        lines = len(wrapped(rows, self._width()))
        self._starts = []
        for number, member in enumerate(named(question), start=1):
            self._starts.append(lines)
            of_member = place_rows(*self._session.places(member.name, question), number=number)
            lines += len(wrapped(of_member, self._width()))
            rows += of_member
        self._update("rest-text", rows)

    def _show_end(self) -> None:
        queue = self._session.queue
        if queue.resting:
            text = (
                f"{len(queue.resting):,} left, about which you were unsure.\n\n"
                "Enter asks again, q quits: the next start asks about them."
            )
        else:
            text = "All is answered.\n\nq quits, z takes back the last answer."
        self._static("asked").update("")
        self._static("names-text").update(text)
        self._static("rest-text").update("")
        self._static("keys").update("\n".join(KEYS_NONE))

    def _static(self, name: str) -> Static:
        return self.query_one(f"#{name}", Static)

    def _update(self, name: str, rows: Sequence[Row]) -> None:
        lines = wrapped(rows, self._width())
        styled = [[(text, _STYLES[style]) for text, style in _alike_together(line)] for line in lines]
        pieces = [piece for at, line in enumerate(styled) for piece in ([("\n", ""), *line] if at else line)]
        self._static(name).update(Content.assemble(*pieces))

    def _width(self) -> int:
        return max(20, self.size.width - 3)  # a space at either side, and the bar

    # What the keys do

    def action_answer(self, key: str) -> None:
        """Give an answer."""
        if (question := self._session.question) is not None:
            self._decide(decided_by(key, question, self._kept_out))

    def action_unsure(self) -> None:
        """Put the question off."""
        if (question := self._session.question) is not None:
            self._do(lambda: self._session.put_off(question))

    def action_keep_out(self) -> None:
        """Keep the marked name out, or take it in again; of an entry, change its kind."""
        question = self._session.question
        if question is None:
            return
        if reviewing.is_about_names(question):
            self._kept_out ^= {question.members[self._selected].name}
            self._show()
        else:
            self.action_answer("k")

    def action_rename(self) -> None:
        """Ask for another name; of an entry, for what it should read."""
        question = self._session.question
        if question is None or question.about is About.ENTRIES:
            return
        if reviewing.is_about_names(question):
            member = question.members[self._selected]
            listed = question.listed[member.side] if member.side < len(question.listed) else member.name
            self._ask("new name", listed, lambda new: answering.renamed(member.name, new))
        else:
            self._ask("should read", question.names[0], lambda new: answering.mended(question, new))

    def action_part(self) -> None:
        """Ask for the names that an entry is made of."""
        question = self._session.question
        if question is not None and question.about is About.ENTRY:
            self._ask("put | between the names", question.names[0], lambda text: decided_parts(question, text))

    def action_undo(self) -> None:
        """Take back the last answer."""
        self._do(lambda: self._session.undo() or ["there is nothing to undo"])

    def action_redo(self) -> None:
        """Put in force again what was taken back."""
        self._do(lambda: self._session.redo() or ["there is nothing to redo"])

    def action_wake(self) -> None:
        """Ask again what was put off, when nothing else is left."""
        if self._session.question is None:
            self._session.wake()
            self._said = ()
            self._show()

    def action_move(self, step: int) -> None:
        """Mark another name."""
        if (question := self._session.question) is not None:
            self.action_select((self._selected + step) % len(named(question)) + 1)

    def action_select(self, number: int) -> None:
        """Mark the name of that number, and show where it is printed."""
        question = self._session.question
        if question is None or number > len(named(question)):
            return
        self._selected = number - 1
        rows = name_rows(question, self._kept_out, self._selected)
        self._update("names-text", rows)
        at = next((n for n, line in enumerate(wrapped(rows, self._width())) if line[0][0].startswith(">")), 0)
        self.query_one("#names", VerticalScroll).scroll_to(y=max(0, at - 2), animate=False)
        if self._selected < len(self._starts):
            start = self._starts[self._selected] if self._selected else 0
            self.query_one("#rest", VerticalScroll).scroll_to(y=start, animate=False)

    def action_scroll(self, pages: int) -> None:
        """Show more of the lower part."""
        rest = self.query_one("#rest", VerticalScroll)
        rest.scroll_relative(y=pages * max(1, rest.size.height - 1), animate=False)

    def action_help(self) -> None:
        """Show what the keys do."""
        self.push_screen(Help())

    def action_open(self) -> None:
        """Open the letter at the line, in the person's own program."""
        question = self._session.question
        if question is None:
            return
        at = self._session.letter_at(question.members[self._selected].name, question)
        if at is None:
            self._tell("no letter that prints it is there: what is known of it stands above")
            return
        path, line, texts = at
        try:
            with self.suspend():
                trouble = open_at(path, line, texts)
        except SuspendNotSupported:
            trouble = f"no other program can be shown here: {path}, line {line}"
        self._tell(trouble)

    # A line that is typed

    def _ask(self, what: str, value: str, decide: Callable[[str], Sequence[Decision] | str]) -> None:
        self._typed = decide
        self._tell(f"{what}; Enter keeps it, Escape goes back")
        typed = self.query_one("#typed", Input)
        typed.value = value
        typed.cursor_position = len(value)
        typed.styles.display = "block"
        typed.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Decide what was typed."""
        event.stop()
        decide, value = self._typed, " ".join(event.value.split())
        self.action_leave_input()
        if decide is not None and value:
            self._decide(decide(value))

    def action_leave_input(self) -> None:
        """Go back to the keys."""
        self._typed = None
        typed = self.query_one("#typed", Input)
        typed.styles.display = "none"
        self.set_focus(None)
        self._tell("")

    # Keeping it

    def _decide(self, decided: Sequence[Decision] | str) -> None:
        """Keep what was decided, or say why nothing was."""
        question = self._session.question
        if isinstance(decided, str):
            self._tell(decided)
        elif question is not None:
            self._do(lambda: self._session.answer(decided, question))

    def _do(self, work: Callable[[], Sequence[str]]) -> None:
        """Do something that is kept, and say it; the next question is shown when it is."""
        try:
            self._said = work()
        except StoreError as error:
            self._said = [f"not kept: {error}"]
        self._show()

    def _tell(self, text: str) -> None:
        self._said = [text] if text else []
        self._static("said").update(printable(text))


def _alike_together(line: Sequence[Piece]) -> list[Piece]:
    """The pieces of a line, those that follow each other and look alike as one."""
    return [("".join(text for text, _ in alike), style) for style, alike in groupby(line, key=itemgetter(1))]


def _keys(question: Question) -> Sequence[str]:
    if reviewing.is_about_names(question):
        return KEYS_NAMES
    return KEYS_ENTRY if question.about is About.ENTRY else KEYS_ENTRIES


def open_at(path: Path, line: int, texts: Sequence[str] | None) -> str:
    """Show a letter at a line in the person's own program; what went wrong, in words.

    A letter in a format that is no text is shown as the text that was read from it.
    """
    command = shlex.split(os.environ.get("PAGER") or os.environ.get("EDITOR") or which("less") or "more")
    takes_line = Path(command[0]).name in _TAKES_LINE
    with tempfile.TemporaryDirectory() as folder:
        if texts is not None:
            path = Path(folder) / f"{path.name}.txt"
            path.write_text("\n".join(map(printable, texts)) + "\n", encoding="utf-8")
        try:
            subprocess.run([*command, *([f"+{line}"] if takes_line else []), str(path)], check=False)  # noqa: S603 - the person's own program
        except OSError as error:
            return f"{command[0]} cannot be run: {error.strerror}"
        if not takes_line:
            input("Enter goes back to the questions ")
    return ""
