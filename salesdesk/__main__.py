"""`python -m salesdesk`."""

from salesdesk.app import main

main()
