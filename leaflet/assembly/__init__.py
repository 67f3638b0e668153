"""A leaflet put together: what it needs is found at hand or in the cache, or made, then stamped.

There is one way to build (``assemble``). The full program makes what is missing (``Makers``); the
quick way has no makers, and hands over to the full program where something is.
"""
