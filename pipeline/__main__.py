"""`sixthhire`, also as `python -m pipeline`: signals are heard before anything slow is imported."""

from __future__ import annotations

from typing import NoReturn

from pipeline import interrupts


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    interrupts.listen()
    try:
        from pipeline.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        interrupts.leave()
    except BaseException:
        if interrupts.came():  # a library made something else of the interruption
            interrupts.leave()
        raise


if __name__ == "__main__":
    main()
