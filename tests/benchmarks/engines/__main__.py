"""One leaflet by another engine in a process of its own: ENGINE WORKSPACE MEDICINE CLINIC OUT."""

import sys
from pathlib import Path

from tests.benchmarks.engines import load

if __name__ == "__main__":
    name, workspace, medicine, clinic, out = sys.argv[1:]
    load(name)(Path(workspace)).write(medicine, clinic, Path(out))
