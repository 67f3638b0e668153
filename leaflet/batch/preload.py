"""What every worker needs, imported once by the process that workers are copied from."""

import reportlab.pdfgen.canvas as canvas
import yaml as yaml

import leaflet.batch.work as work
import leaflet.compiling.compile as compiling
import leaflet.covers as covers
import leaflet.reader as reader
import leaflet.stamping.stamp as stamping

__all__ = ["canvas", "compiling", "covers", "reader", "stamping", "work", "yaml"]
