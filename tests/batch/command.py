"""``leaflet`` with a deed of tests.batch.deeds in place of the real building, always in processes.

LEAFLET_TEST_DEED=steady python -m tests.batch.command build --clinic all
"""

import os
from functools import partial

from leaflet.batch import api
from leaflet.cli import main
from tests.batch import deeds

if __name__ == "__main__":
    api.WORTHWHILE = 0
    api.run = partial(api.run, build=getattr(deeds, os.environ["LEAFLET_TEST_DEED"]))
    main()
