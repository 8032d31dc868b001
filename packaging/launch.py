"""What the packaged program starts with."""

from __future__ import annotations

import multiprocessing

from salesdesk.app import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the worker that reads files is this same program, started again
    main()
