"""`make bench`: the cost of the product against the bare libraries it uses, as ratios within one run.

Absolute times depend on the machine, so only A/B is printed, measured alternately in pairs, so that drift affects both
alike. Nothing here is a test, and no test asserts time.
"""
