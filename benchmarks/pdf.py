"""Times how a PDF is read, beside the floor of extracting its words with their boxes.

usage: python benchmarks/pdf.py [--runs 3] [--pages 100 400]

Each PDF is set in two columns with a running head and a page number. Reader and floor run in turn, each in a process of
its own, that says how long the processor worked for it after its imports and how much memory it used at most. The
floor asks pypdfium2 for each page's text and for the two boxes, of its first and last letter, that bound each word. The
cost is microseconds a line over the floor: it may not grow with the letter, and must stay under the limit.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT = 100.0  # microseconds a line over the floor
MOST_GROWTH = 1.5  # of the cost a line, from the second largest PDF to the largest
ROWS = 48  # a column
MEASURE = """
import json, resource, sys, time
from pathlib import Path
{imports}
content = Path(sys.argv[1]).read_bytes()
start = time.process_time()
{work}
took = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
print(json.dumps([took, peak, found]))
"""
OURS = MEASURE.format(
    imports="import pypdfium2\nfrom signers.reading import pdf",
    work='found = sum(bool(line.text) for line in pdf.lines_of(content, "letter.pdf"))',
)
FLOOR = MEASURE.format(
    imports="import ctypes, re\nimport pypdfium2\nfrom pypdfium2 import raw",
    work="""
words = []
box = [ctypes.c_double() for _ in range(4)]
with pypdfium2.PdfDocument(content) as document:
    for page in document:
        text = page.get_textpage()
        for word in re.finditer(r"\\S+", text.get_text_range()):
            for at in (word.start(), word.end() - 1):
                raw.FPDFText_GetCharBox(text, at, *box)
                words.append((word[0], *(side.value for side in box)))
        text.close()
        page.close()
found = len(words) // 2
""",
)


def write_pdf(path: Path, pages: int) -> None:
    """A PDF of so many pages, each with two columns of names."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only the writer needs it

    canvas = Canvas(str(path), pagesize=(612, 792))
    for page in range(pages):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 760, "Letter on the water of our valleys")
        for at in range(2 * ROWS):
            column, row = divmod(at, ROWS)
            name = f"League {page * 2 * ROWS + at:06} for Clean Rivers"
            canvas.drawString(72 + 260 * column, 730 - 14 * row, name)
        canvas.drawString(300, 30, str(page + 1))
        canvas.showPage()
    canvas.save()


def measured(program: str, path: Path) -> tuple[float, float, int]:
    """Seconds, peak megabytes and how many were found, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=True, capture_output=True, text=True)
    seconds, peak, found = json.loads(done.stdout)
    return seconds, peak, found


def main() -> int:
    """Print a row a PDF; exit with 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 400])
    args = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, medians of {args.runs}")
    print(
        f"{'pages':>5} {'lines':>7} {'s':>7} {'floor s':>8} {'ratio':>6} {'µs/line':>8} {'peak MB':>8} {'floor MB':>8}"
    )
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        for pages in args.pages:
            path = Path(folder) / f"{pages}.pdf"
            write_pdf(path, pages)
            ours, floors = [], []
            for _ in range(args.runs):
                ours.append(measured(OURS, path))
                floors.append(measured(FLOOR, path))
            own, floor = (statistics.median(one[0] for one in runs) for runs in (ours, floors))
            lines = ours[0][2]
            costs.append((own - floor) / lines * 1e6)
            peak, least = (max(one[1] for one in runs) for runs in (ours, floors))
            row = f"{pages:5} {lines:7} {own:7.2f} {floor:8.2f} {own / floor:6.2f} {costs[-1]:8.1f}"
            print(f"{row} {peak:8.0f} {least:8.0f}")
    return int(costs[-1] > LIMIT or (len(costs) > 1 and costs[-1] > MOST_GROWTH * costs[-2]))


if __name__ == "__main__":
    sys.exit(main())
