"""Entry point: the window without arguments or with a plan, else one of the commands."""

import multiprocessing
import sys

if __name__ == "__main__":
    # In a frozen program the process that reads workbooks starts here too, and must go no further.
    multiprocessing.freeze_support()
    from app.cli import main

    sys.exit(main(sys.argv[1:]))
