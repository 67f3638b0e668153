"""How fast leaflet is beside other makers of PDF: ``python -m tests.benchmarks``; see README.md."""
