"""What the page asks for: one leaflet, with its cover and patient. JSON in, checked values out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from leaflet.errors import Problem, UsageError

LONGEST_NAME = 100


class Order(BaseModel):
    """One leaflet as the page asks for it.

    Attributes:
        medicine: its name, as its folder is called.
        cover: the key of a cover that was handed in before.
        cover_alt: what a screen reader says for it.
        dots: pixels an inch of the pictures.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    medicine: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    locale: Annotated[str, Field(max_length=LONGEST_NAME)] | None = None
    clinic: Annotated[str, Field(max_length=LONGEST_NAME)] | None = None
    edition: Literal["standard", "large"] = "standard"
    paper: Literal["a4", "letter"] | None = None
    cover: Annotated[str, Field(max_length=64)] | None = None
    cover_alt: Annotated[str, Field(max_length=1000)] | None = None
    dots: Annotated[int, Field(ge=48, le=192)] = 96


def read_order(data: bytes) -> Order:
    """The order that the page sent.

    Raises:
        UsageError: it is none; the text says nothing of what was in it.
    """
    try:
        return Order.model_validate_json(data)
    except ValidationError as error:
        # Never the values: they may be a patient's.
        where = ".".join(map(str, error.errors()[0]["loc"])) or "order"
        raise UsageError(
            Problem(None, f"the page asked for something that leaflet does not know ({where})",
                    "load the page again")
        ) from None  # fmt: skip
