"""A module for each thing that is fuzzed; each has a ``TARGET``."""
