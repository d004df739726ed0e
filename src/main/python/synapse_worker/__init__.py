"""A worker for plugins written in Python: a process that runs one attempt of a trial after another
and talks to synapse's driver in lines of JSON.

It needs Python 3.9 or later and nothing but the standard library. What takes long to import is
imported where it is needed: a worker is a new process, and what it loads delays its first trial.
"""
