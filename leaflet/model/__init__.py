"""What the YAML files mean: frozen values, checked when they are made, with nothing computed.

``medicine.Leaflet`` is one medicine's text in one locale, ``locale.Locale`` the fixed words and
contacts of a language and region, ``clinic.ClinicFile`` a clinic's brand as its file says it.
"""
