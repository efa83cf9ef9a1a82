"""How the tables of the library came to be what they are, step by step.

After a change to ``models.py``, write the next file in ``versions``: a test says what is missing.
A file that was released is never changed.
"""
