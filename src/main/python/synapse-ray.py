"""The program that takes trials to a Ray cluster. synapse starts it; it is not for use by hand."""

# Ray imports this file again, under another name, where it looks for what was defined here.
if __name__ == "__main__":
    from synapse_ray import program

    program.main()
