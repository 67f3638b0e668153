"""``python -m leaflet``."""

from leaflet.quick import main

if __name__ == "__main__":
    main()
