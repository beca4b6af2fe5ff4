"""`python -m bot` is the command `azamat`."""

from bot.cli import main

main()
