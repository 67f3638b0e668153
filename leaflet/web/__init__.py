"""The pharmacist's page: choose, look, print. It serves this computer alone.

    browser ─ guard ─► app ─ orders ─► workers ─► desk (a process of its own) ─► pipeline
                        │                              └─► pictures
                        └─ uploads (in memory) · watching (edited files)

Nothing of a patient is kept: what comes in a POST goes into one answer, and is gone with it.
"""
