"""Frozen sheets column by column, as the statistics programs want them.

A record file (exports.frozen) is split by whole blocks in NumPy and becomes Arrow columns of
canonical texts: no row is ever a Python object. That is what keeps these writers within reach of
the libraries' own speed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from exports.columns import Column
from exports.frozen import FrozenSheet
from exports.rows import AFTER_ROW, BETWEEN_VALUES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Texts = Any
"""A pyarrow.StringArray; pyarrow has no types."""

_AT_ONCE: Final = 8 << 20
_MARK: Final = AFTER_ROW.encode()
_SEPARATORS: Final = (AFTER_ROW + BETWEEN_VALUES).encode()


def batches(sheet: FrozenSheet, at_once: int = _AT_ONCE) -> Iterator[list[Texts]]:
    """The columns of the next so many rows, about `at_once` bytes of them; nothing for no rows."""
    width = len(sheet.dataset.columns)
    with sheet.path.open("rb") as file:
        rest = b""
        while block := file.read(at_once):
            records, mark, rest = (rest + block).rpartition(_MARK)
            if mark:
                yield _columns(records + mark, width)


def whole(sheet: FrozenSheet) -> list[Texts]:
    """All rows as columns; they are in memory at once, as writers of SPSS and Stata need them."""
    import pyarrow as pa

    found = list(batches(sheet))
    if not found:
        return [pa.array([], pa.string()) for _ in sheet.dataset.columns]
    return [pa.concat_arrays(list(parts)) for parts in zip(*found, strict=True)]


def is_missing(column: Column, texts: Texts) -> Texts:
    """Where a declared missing code stands (a boolean array)."""
    import pyarrow as pa
    import pyarrow.compute as pc

    declared = pa.array([str(code.value) for code in column.missing], pa.string())
    return pc.is_in(texts, value_set=declared)


def given(column: Column, texts: Texts) -> Texts:
    """The texts, with null where a value is missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not column.missing:
        return texts
    return pc.if_else(is_missing(column, texts), pa.scalar(None, pa.string()), texts)


def numbers(column: Column, texts: Texts, known: dict[str, int]) -> NDArray[np.float64]:
    """Whole numbers for texts by a table (codes and missing codes), as floats."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    places = pc.index_in(texts, value_set=pa.array(list(known), pa.string()))
    if places.null_count:
        raise ValueError(f"column {column.name}: a frozen value is not declared")
    found: NDArray[np.float64] = np.array(list(known.values()), np.float64)[places.to_numpy()]
    return found


def days(column: Column, texts: Texts) -> NDArray[np.float64]:
    """Days since 1970-01-01 (a month counts from its first day), NaN where a value is missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    present = given(column, texts)
    if column.kind == "month":
        present = pc.binary_join_element_wise(present, "01", "-")
    found: NDArray[np.float64] = (
        present.cast(pa.date32()).cast(pa.int32()).cast(pa.float64()).to_numpy(zero_copy_only=False)
    )
    return found


def floats(texts: Texts) -> NDArray[np.float64]:
    """Numbers, missing codes among them; a double keeps the 15 digits that a value may have."""
    import pyarrow as pa

    found: NDArray[np.float64] = texts.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return found


def longest_bytes(texts: Texts) -> int:
    """Length in UTF-8 of the longest text; 0 without rows."""
    import pyarrow.compute as pc

    return int(pc.max(pc.binary_length(texts)).as_py() or 0)


def _columns(records: bytes, width: int) -> list[Texts]:
    """Whole records as one Arrow column for each declared column."""
    import numpy as np
    import pyarrow as pa

    # Both separators become U+001F by their lowest bit.
    ends = np.flatnonzero((np.frombuffer(records, np.uint8) | 1) == ord(BETWEEN_VALUES))
    if len(ends) % width:
        raise ValueError("a frozen sheet does not fit its declaration")
    # Arrow keeps values side by side: without the separators each end moves by those before it.
    offsets = np.zeros(len(ends) + 1, np.int32)
    offsets[1:] = ends - np.arange(len(ends))
    bare = records.translate(None, _SEPARATORS)
    values = pa.StringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(bare))
    return [values.take(pa.array(np.arange(n, len(ends), width))) for n in range(width)]
