"""Draws docs/review.svg, the screen of `signers review` with a small letter, so that it shows what the program shows.

usage: python docs/make_pictures.py
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from signers.cli.app import app
from signers.cli.review_screen import Review
from signers.cli.review_session import Session
from signers.cli.terminal import Talk
from signers.store import Store

PICTURE = Path(__file__).with_name("review.svg")
WIDTH, HEIGHT = 80, 24
LETTER = """\
We, the undersigned, ask you to keep the library of Ridgeport open.

National organizations

Access Now
Million Hoodies Movement for Justice
Open Rights Group

State and local organizations

Consumer Action (San Francisco)
Million Hoodies
Consumer Action
"""


def picture() -> str:
    """The screen as SVG, after the first question was answered."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("letter.txt").write_text(LETTER, encoding="utf-8")
        app(["parse", "letter.txt", "--format", "txt", "--quiet"], standalone_mode=False)
        with Store.open(Path("signers.db"), create=False) as store:
            drawn = asyncio.run(_drawn(Review(Session(store, Talk(quiet=True)))))
        os.chdir(PICTURE.parent)
    return "".join(line.rstrip() + "\n" for line in drawn.splitlines())


async def _drawn(review: Review) -> str:
    async with review.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        return review.export_screenshot(title="signers review")


if __name__ == "__main__":
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - the entries that `parse` prints
    PICTURE.write_text(picture(), encoding="utf-8")
