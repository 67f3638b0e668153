"""``python -m tests.benchmarks``. Workers import this file too, and must not grow by it."""

import sys

if __name__ == "__main__":
    from tests.benchmarks.run import main

    sys.exit(main())
