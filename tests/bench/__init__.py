"""`make bench`: how dear the product is beside the bare work it rests on, as ratios within one run.

Absolute times say more of the machine than of us: only A/B is printed, pair by pair in turn, so that a machine whose
speed drifts disturbs both alike. Nothing here is a test, and no test asserts time.
"""
