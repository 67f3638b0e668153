"""What was made once, kept on disk: compiled leaflets, prepared clinics, covers, verdicts.

An entry is found by a digest of all that went into it (``sources``) and looked at before it is
believed (``entry``). The cache never decides what a leaflet looks like, only how soon it is there:
it may be damaged, thrown away, or switched off at any time. Nothing of a patient is in it.

These modules load next to nothing: with all at hand, a leaflet takes less time than that.
"""
