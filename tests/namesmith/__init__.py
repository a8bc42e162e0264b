"""A smith of names: lists of organizations as they sign letters, each in several printed forms, with the truth beside.

    places.py    towns, counties, states, countries and regions, real and made up
    words.py     surnames, causes, callings, saints, waters, streets: what names are made of
    values.py    a body (one organization) and the key by which two forms count as the same but for form
    bodies.py    kinds of bodies of the United States; each makes a family: a body, its chapters, its fund, its PAC
    abroad.py    bodies of Europe and of the world, in seven languages
    slips.py     misspellings, OCR slips, joined and split words: what hands and machines do to a name
    forms.py     the ways a body is printed: with its acronym, abbreviated, in another order, with its place …
    forge.py     `make(records, seed)`: a list of so many records, the same for the same seed
    persons.py   `make_persons(records, seed)`: lists of persons
    __main__.py  `python tests/namesmith --records 10000 --seed 1 -o names.csv`

What is one organization follows the conventions of coalition letters: chapters, locals, congregations, funds, action
arms, foundations, PACs, programs and national sections are organizations of their own; case, punctuation, articles,
legal forms, acronyms, abbreviations, notes on a place, word order and slips are forms of one. The lists were written
from how such names look in letters and registers, not from what the matcher can do: what it misses stays in.

What the truth keeps to, so that it can be told from the names alone:

- no two organizations share a form that is the same but for form (`values.key_of`);
- a bare acronym is printed only where no other organization of the list bears it, and where the list defines it or no
  other name of the list has these initials;
- a misspelt word is not, nor is it as near to, another word that names are made of;
- a place behind a name is a note only where the name has no chapters; a former name is one with the present name
  because the list says "formerly" somewhere.

Start reading from forge.py.
"""
