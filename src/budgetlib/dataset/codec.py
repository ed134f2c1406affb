"""Model objects as JSON and back, exactly, following the type hints of the model itself.

Named tuples and dataclasses become lists of their values in order, decimals a list of one text
(`["142.00"]`), so that they can't be mistaken for a text, mappings from anything but texts a list of pairs;
words of a vocabulary are their texts; everything else is what JSON has. Nothing here names a class of the model: a new attribute needs no change, and
`fingerprint` tells whether a text was written by the same model.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from budgetlib.accounts import AnyItem, AnyMeasure, FactKey, to_item, to_key, to_measure

_Decoder: TypeAlias = Callable[[Any], Any]
_PLAIN = (str, int, float, bool, NoneType)
_OPEN: Mapping[Any, _Decoder] = {AnyMeasure: to_measure, AnyItem: to_item, FactKey: to_key}
"""Words of which there are more than their type lists -> what makes them from their text."""


def encode(value: object) -> str:
    """The JSON text of a model object."""
    return json.dumps(value, default=_encoded, ensure_ascii=False, separators=(",", ":"))


def decode(kind: type, text: str) -> Any:
    """The object of the class `kind` that `encode` made the text from. Undefined for any other text."""
    decoder = _decoder(kind)
    value = json.loads(text)
    return decoder(value) if decoder else value


@lru_cache(maxsize=8)
def fingerprint(kind: type) -> str:
    """Hash of the names and types of all attributes of a class and of the classes it is made of."""
    seen: dict[type, dict[str, str]] = {}

    def visit(hint: Any) -> None:
        if _is_record(hint) and hint not in seen:
            hints = get_type_hints(hint)
            seen[hint] = {name: str(inner) for name, inner in hints.items()}
            for inner in hints.values():
                visit(inner)
        for inner in get_args(hint):
            visit(inner)

    visit(kind)
    described = {record.__qualname__: attributes for record, attributes in seen.items()}
    return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()[:16]


def _encoded(value: object) -> object:
    if isinstance(value, Decimal):
        return [str(value)]
    if dataclasses.is_dataclass(value):
        return [_keyed_by_texts(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not a part of the model")


def _keyed_by_texts(value: object) -> object:
    """The value, or its pairs where it is a mapping whose keys JSON can't have."""
    if isinstance(value, Mapping) and not all(isinstance(key, str) for key in value):
        return list(value.items())
    return value


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and (dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"))


@lru_cache(maxsize=256)
def _decoder(hint: Any) -> _Decoder | None:
    """What turns a JSON value into a value of the type, None where it is one already."""
    if hint in _PLAIN:
        return None
    if hint is Decimal:
        return _decimal
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {word.value: word for word in hint}.__getitem__
    if hint in _OPEN:
        return _OPEN[hint]
    if _is_record(hint):
        return _record_decoder(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _union_decoder(arguments)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _tuple_decoder(_decoder(arguments[0]))
    if origin is tuple:
        return _fixed_decoder(tuple(map(_decoder, arguments)))
    if origin is list:
        return _list_decoder(_decoder(arguments[0]))
    if origin is Mapping and arguments == (str, str):
        return None
    if origin is Mapping:
        return _pairs_decoder(_fixed_decoder(tuple(map(_decoder, arguments))))
    raise TypeError(f"{hint} has no form in JSON here")


def _decimal(value: list[str]) -> Decimal:
    return Decimal(value[0])


def _tuple_decoder(decoder: _Decoder | None) -> _Decoder:
    return tuple if decoder is None else lambda values: tuple(map(decoder, values))


def _fixed_decoder(decoders: tuple[_Decoder | None, ...]) -> _Decoder:
    if not any(decoders):
        return tuple
    return lambda values: tuple(
        value if decoder is None else decoder(value) for decoder, value in zip(decoders, values, strict=True)
    )


def _list_decoder(decoder: _Decoder | None) -> _Decoder | None:
    return None if decoder is None else lambda values: list(map(decoder, values))


def _pairs_decoder(decoder: _Decoder) -> _Decoder:
    return lambda pairs: dict(map(decoder, pairs))


def _union_decoder(members: tuple[Any, ...]) -> _Decoder | None:
    """Of a union with None, or of decimals and texts, or of records; the form of the value tells which it is."""
    if NoneType in members and len(members) == 2:
        decoder = _decoder(next(member for member in members if member is not NoneType))
        return decoder and _none_or(decoder)
    records = [member for member in members if _is_record(member)]
    if len(records) > 1:
        return _one_of(records)
    decoders = {decoder for decoder in map(_decoder, members) if decoder is not None}
    if not decoders:
        return None
    (decoder,) = decoders
    return lambda value: decoder(value) if isinstance(value, list) else value


def _none_or(decoder: _Decoder) -> _Decoder:
    return lambda value: None if value is None else decoder(value)


def _one_of(records: list[Any]) -> _Decoder:
    """Of several records, which are told apart by how many attributes they have."""
    decoders = {len(get_type_hints(record)): _record_decoder(record) for record in records}
    if len(decoders) < len(records):
        raise TypeError(f"{records} have the same form in JSON")
    return lambda value: decoders[len(value)](value)


def _record_decoder(kind: Any) -> _Decoder:
    make: _Decoder = getattr(kind, "_make", None) or (lambda values: kind(*values))
    hints = get_type_hints(kind).values()
    decoders = [(at, decoder) for at, hint in enumerate(hints) if (decoder := _decoder(hint))]
    if not decoders:
        return make

    def decode_record(values: list[Any]) -> Any:
        for at, decoder in decoders:
            value = values[at]
            if value is not None:
                values[at] = decoder(value)
        return make(values)

    return decode_record
