"""Sign-off: what was approved and by whom, what changed since, and papers for the reviewer."""
