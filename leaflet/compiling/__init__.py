"""A medicine's pages, laid out once: constant PDF objects, with slots that a clinic fills."""
