"""The bridge between synapse's driver and a Ray cluster, and its other end on the cluster's nodes.

The bridge is a process beside the driver. For every worker that is opened it makes an actor, which
starts the ordinary worker on its node and plays the driver for it; what worker and driver say to
each other passes through, with paths and files translated.

Both ends need Python 3.9 or later and Ray. ``program``, ``bridge``, ``slot``, ``link``, ``courier``,
``connection``, ``nodes``, ``refusals``, ``deaths`` and ``events`` are the bridge's; ``mirror``,
``items`` and ``scratch`` are for both ends; the others are the nodes'.
"""
