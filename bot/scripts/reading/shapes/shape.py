"""What all shapes share: they keep the place of everything, and their complaints are plain words."""

from typing import Any, TypeVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.scripts.node import Listed, Mapped, Node, Word
from bot.scripts.problem import MOST_SAID, Mark, Problems, did_you_mean, quoted

AnyShape = TypeVar("AnyShape", bound="Shape")


class Shape(BaseModel):
    """A mapping with a closed list of names. Names with spaces are aliases of the fields."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    _node: Mapped = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def keep_place(cls, data: Any, read: ModelWrapValidatorHandler["Shape"]) -> "Shape":
        """Remember where the names stand."""
        if not isinstance(data, Mapped):
            raise wrong(
                "E115", "Here belong names with a colon, each on a line of its own and indented.", data
            )
        shape = read(data)
        shape._node = data
        return shape

    def key_mark(self, name: str) -> Mark:
        """Return where the name `name` stands, or where the mapping begins if it is not there."""
        return self._node.key(name).mark

    def value_mark(self, name: str) -> Mark:
        """Return where the value of `name` begins."""
        node = self._node.get(Word(name))
        return self.key_mark(name) if node is None else node.mark

    def has(self, name: str) -> bool:
        """Whether the editor wrote `name`."""
        return name in self._node

    def names(self) -> tuple[Word, ...]:
        """Return the names that the editor wrote, in order."""
        return tuple(self._node)


def wrong(code: str, words: str, node: object) -> PydanticCustomError:
    """Return the error for a value that has the wrong shape; it carries its own words and place."""
    mark = getattr(node, "mark", None)
    return PydanticCustomError("script_problem", "{words}", {"words": words, "code": code, "mark": mark})


def read_shape(
    shape: type[AnyShape], node: Node, *, file: str, owner: Word, problems: Problems
) -> AnyShape | None:
    """Return the shape that `node` has, or None when it has not; every fault is said at its place."""
    try:
        return shape.model_validate(node)
    except ValidationError as error:
        for number, details in enumerate(error.errors(include_url=False)):
            guess = number < MOST_SAID  # what will not be read needs no "did you mean"
            _say(shape, details, node, file=file, owner=owner, problems=problems, guess=guess)
        return None


def _say(
    shape: type[Shape],
    details: ErrorDetails,
    node: Node,
    *,
    file: str,
    owner: Word,
    problems: Problems,
    guess: bool,
) -> None:
    context = details.get("ctx") or {}
    place = list(details["loc"])
    parent, key, value = _walk(node, place, owner)
    mark: Mark = context.get("mark") or (value.mark if value is not None else key.mark)
    kind = details["type"]
    if kind == "script_problem":
        problems.add_unless_echo(file, mark, context["code"], context["words"])
    elif kind == "extra_forbidden":
        near = did_you_mean(key, _known_names(_around(shape, place))) if guess else ""
        words = f"{quoted(key)} is not something this format knows here.{near}"
        problems.add_unless_echo(file, key.mark, "E110", words)
    elif kind == "missing":
        words = f"'{place[-1]}:' is missing in {quoted(parent)}."
        problems.add_unless_echo(file, parent.mark, "E111", words)
    elif kind == "is_instance_of":
        what = "a list" if isinstance(value, Listed) else "something nested"
        words = f"Plain words belong after '{key[:40]}:', not {what}."
        problems.add_unless_echo(file, mark, "E115", words)
    elif kind == "list_type":
        words = f"A list belongs under '{key[:40]}:', each line behind a dash, or [one, two]."
        problems.add_unless_echo(file, mark, "E115", words)
    else:
        words = f"Names with a colon belong under '{key[:40]}:', each on a line of its own and indented."
        problems.add_unless_echo(file, mark, "E115", words)


def _walk(node: Node, place: list[int | str], owner: Word) -> tuple[Word, Word, Node | None]:
    """Return (the name above, the name itself, its value) for a place in a pydantic error."""
    parent, key, here = owner, owner, node
    for part in place:
        if isinstance(here, Mapped) and isinstance(part, str) and part in here:
            parent, key = key, here.key(part)
            here = here[key]
        elif isinstance(here, Listed) and isinstance(part, int) and part < len(here):
            here = here[part]
        elif part != "[key]":
            return key, key, None
    return parent, key, here


def _around(shape: type[Shape], place: list[int | str]) -> type[Shape]:
    """Return the innermost shape on the way to a place: its names are the ones that fit there."""
    for part in place[:-1]:
        field = next((one for name, one in shape.model_fields.items() if part in (name, one.alias)), None)
        shape = (field is not None and _shape_in(field.annotation)) or shape
    return shape


def _shape_in(kind: Any) -> type[Shape] | None:
    """Return the shape inside of `Shape | None`, `dict[Name, Shape]` and the like."""
    if isinstance(kind, type) and issubclass(kind, Shape):
        return kind
    return next((found for one in get_args(kind) if (found := _shape_in(one)) is not None), None)


def _known_names(shape: type[Shape]) -> list[str]:
    return [field.alias or name for name, field in shape.model_fields.items()]
