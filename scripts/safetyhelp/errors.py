"""The root of all errors whose message a user reads."""


class UserError(Exception):
    """Something that whoever runs a command can put right. Its message says what and how.

    `command.run` prints it and ends with the exit code for wrong usage or unreadable input.
    """
