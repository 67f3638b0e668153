"""What a clinic may set of the leaflet's looks, made safe to print: colour, logo, QR code."""
