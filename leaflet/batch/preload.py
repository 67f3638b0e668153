"""What every worker needs, imported once by the process that workers are copied from.

What lays out, reads YAML and covers is not among it: it is three times as large, and where all has
been compiled no worker needs it.
"""

import leaflet.batch.work as work
import leaflet.stamping.stamp as stamping

__all__ = ["stamping", "work"]
