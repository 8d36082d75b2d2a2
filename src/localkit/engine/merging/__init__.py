"""Three-way merging by structure: pure functions from baseline, new core and local to what is to be.

Nobody's word is lost: where both sides changed the same, the place's text stays and the core's waits for a decision.
"""
