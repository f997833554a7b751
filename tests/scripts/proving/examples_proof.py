"""For each code of the proof, a script that no single line gives away."""

from collections.abc import Callable

from tests.scripts.example import Example
from tests.scripts.proving.faults import FAULTS, Fault, many, trial


def laid_over(fault: Fault) -> Callable[[dict[str, str]], None]:
    return lambda files: files.update(fault.files)


def too_many(files: dict[str, str]) -> None:
    keys = "".join(f"key_{number}: {{label: K{number}, kind: yes or no}}\n" for number in range(20))
    files.update(trial(many(20)) | {"keys.yaml": files["keys.yaml"] + keys})


EXAMPLES = [
    *(
        Example(
            code=fault.code,
            said_of=fault.said_of,
            place=fault.place,
            words=fault.words,
            make=laid_over(fault),
        )
        for fault in FAULTS
    ),
    Example(code="E218", said_of="trial.yaml", words="'trial' has too many ways", make=too_many),
]
