"""Where an error arose, for the log: the module and the line, and nothing that anybody wrote.

A traceback may quote a person's words through the values in its messages; a type alone ("KeyError")
sends whoever repairs it looking through the whole house.
"""

_OURS = ("bot.", "civic.", "storage.")


def place_of(error: BaseException) -> str:
    """For example `KeyError at bot.flows.menu:42`: the innermost line that is ours, if any is."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", "?"))
        if module.startswith(_OURS) or not place.startswith(_OURS):
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}" if place else type(error).__name__
