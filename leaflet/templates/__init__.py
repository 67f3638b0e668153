"""Files that ``leaflet new`` starts from."""
