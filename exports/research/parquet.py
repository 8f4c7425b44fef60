"""Parquet: typed columns that an analyst can calculate with at once, and nothing lost.

A missing value is null, so that no mean ever takes -91 for an answer; why it is missing stands
beside it in `<name>_missing` (the missing code, null where there is a value), for every column
that may be missing. Both together are the canonical value: the content hash can be computed from
the file alone. Words are dictionary-encoded in the declared order (ordered for an ordinal level),
yes and no are booleans, money is decimal (never binary) and days are dates. A month stays the
text YYYY-MM, since Arrow has no type for it and the first of a month would claim a day.

Each field's metadata holds its entry of the codebook, the schema's metadata the dataset.
Rows are written in groups, so memory does not grow with their number.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from exports.codebook import CODEBOOK_HEADER, codebook_rows, missing_codes, value_codes
from exports.columns import Column, Dataset, DeclarationError
from exports.frozen import FrozenSheet
from exports.research.columnar import Texts, batches


def write_parquet(sheet: FrozenSheet, target: Path) -> None:
    """Writes a sheet to a new file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = schema_of(sheet.dataset)
    with pq.ParquetWriter(target, schema, compression="snappy") as writer:
        for columns in batches(sheet):
            arrays = []
            for column, texts in zip(sheet.dataset.columns, columns, strict=True):
                arrays += _arrays(column, texts)
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def schema_of(dataset: Dataset) -> Any:
    """The pyarrow.Schema of a dataset; raises DeclarationError if a companion takes a name."""
    import pyarrow as pa

    fields = []
    for column, entry in zip(dataset.columns, codebook_rows([dataset]), strict=True):
        about = dict(zip(CODEBOOK_HEADER, entry, strict=True))
        about["codes"] = _listed(value_codes(column))
        about["missing_codes"] = _listed(missing_codes(column))
        # The key "description" is the one that DuckDB and Spark show.
        metadata = {"description": column.label_en, "pilotbuch": json.dumps(about)}
        fields.append(pa.field(column.name, _type(column), bool(column.missing), metadata=metadata))
        if column.missing:
            told = {
                "description": f"missing code of {column.name}",
                "codes": about["missing_codes"],
            }
            fields.append(pa.field(f"{column.name}_missing", pa.int8(), metadata=told))
    names = [field.name for field in fields]
    if len(set(names)) != len(names):
        raise DeclarationError(f"dataset {dataset.key!r}: a name that ends on _missing is taken")
    title = {"dataset": dataset.key, "title_de": dataset.title_de, "title_en": dataset.title_en}
    return pa.schema(fields, metadata=title)


def _type(column: Column) -> Any:
    import pyarrow as pa

    if _is_word(column):
        return pa.dictionary(pa.int16(), pa.string(), ordered=column.level == "ordinal")
    return {
        "code": pa.int64(),
        "integer": pa.int64(),
        "decimal": pa.float64(),
        "money": pa.decimal128(18, 2),
        "yesno": pa.bool_(),
        "date": pa.date32(),
        "month": pa.string(),
        "text": pa.string(),
    }[column.kind]


def _arrays(column: Column, texts: Texts) -> list[Any]:
    """The values and, where they may be missing, the reasons."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not column.missing:
        return [_values(column, texts)]
    codes = [code.value for code in column.missing]
    places = pc.index_in(texts, value_set=pa.array(list(map(str, codes)), pa.string()))
    reasons = pa.array(codes, pa.int8()).take(places)
    is_missing = places.is_valid()
    if _is_word(column):
        # A missing code is none of the words, and so is null already.
        return [_values(column, texts), reasons]
    if column.kind in ("code", "integer", "decimal"):
        # These read missing codes as numbers: emptied afterwards, which is the quicker way.
        return [_without(_values(column, texts), is_missing), reasons]
    return [_values(column, _without(texts, is_missing)), reasons]


def _values(column: Column, texts: Texts) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = _type(column)
    if _is_word(column):
        words = pa.array([str(code.value) for code in column.codes], pa.string())
        places = pc.index_in(texts, value_set=words).cast(pa.int16())
        return pa.DictionaryArray.from_arrays(places, words, ordered=wanted.ordered)
    return texts if pa.types.is_string(wanted) else texts.cast(wanted)


def _without(values: Any, is_missing: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.if_else(is_missing, pa.scalar(None, values.type), values)


def _is_word(column: Column) -> bool:
    return column.kind == "code" and column.is_text


def _listed(codes: Any) -> str:
    return json.dumps([[code.value, code.label_de, code.label_en] for code in codes])
