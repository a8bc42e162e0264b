"""`python -m signers` is `signers`."""

from signers.cli import main

if __name__ == "__main__":
    main()
