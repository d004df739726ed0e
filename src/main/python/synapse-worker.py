"""The program that a worker for plugins in Python runs. synapse starts it; it is not for use by hand."""

# Processes that a plugin starts import this file again, under another name.
if __name__ == "__main__":
    import sys

    # Last, so that nothing of the worker's hides a module of the plugin's.
    sys.path.append(sys.path.pop(0))
    from synapse_worker import program

    program.main()
elif __name__ == "__mp_main__":
    # What a plugin imports that was written for Ray has to be found by them, too.
    from synapse_worker import ray_calls

    ray_calls.install()
