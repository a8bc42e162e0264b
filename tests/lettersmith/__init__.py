"""A smith of letters: sets one list of signatories in many layouts, formats and widths, for the tests and benchmarks.

    lists.py     signatories: organizations and persons, of a seed and a size
    bodies.py    what stands around a list, in seven languages: letters that quote, name and demand
    layouts.py   plain text; each layout is a function from a draft to the text of a letter
    markup.py    Markdown, web pages, e-mail
    documents.py DOCX and PDF, by python-docx, reportlab and LibreOffice
    records.py   form responses and lists as data
    forge.py     all layouts by name, and `make`
    scoring.py   how much of a list came back

Start reading from forge.py.
"""
