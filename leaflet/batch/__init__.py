"""Many leaflets at once: planned, built over processes or machines, and gone on with after a fault.

wishes ─ plan ─► jobs ─ ledger: which are done? ─► run ─ engines ─► work ─ outputs ─► files
                                                    │
                                                    └─► outcomes ─► ledger, progress, summary
"""
