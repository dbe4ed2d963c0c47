"""The words of a system for a register's codes: said once by a person, then remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from jixiao.registers.declaration import Code, Field, FieldType, Register
from jixiao.registers.values import FALSE, TRUE

#: Field → word → code.
Words = Mapping[str, Mapping[str, str]]


class UnknownWordError(ValueError):
    """A word was given for a field or a code that is not there; the text says what there is."""


def with_words(
    register: Register, words: Words, remembered: Words = MappingProxyType({})
) -> Register:
    """The register with these words among the spellings of its codes, before all others.

    Of what is remembered, words for codes that are no more are passed over.

    Raises:
        UnknownWordError: no such field, a field without codes, or no such code.
    """
    for name in words:
        if name not in register or not coded(register.field(name)):
            names = "、".join(f"{f.label}（{f.name}）" for f in register.fields if coded(f))
            raise UnknownWordError(f"“{name}”不是有代码表的字段；有：{names}")
    every = merged(_still(register, remembered), words)
    if not any(every.values()):
        return register
    fields = tuple(_taught(f, every.get(f.name, {})) for f in register.fields)
    return replace(register, fields=fields)


def _still(register: Register, remembered: Words) -> Words:
    known = {f.name: {c.value for c in codes_of(f)} for f in register.fields if coded(f)}
    return {
        name: {word: code for word, code in said.items() if code in known.get(name, ())}
        for name, said in remembered.items()
    }


def merged(first: Words, later: Words) -> dict[str, dict[str, str]]:
    """Words of two sayings; of one word the later holds."""
    return {name: {**first.get(name, {}), **later.get(name, {})} for name in {**first, **later}}


def in_codes(register: Register, words: Words) -> dict[str, dict[str, str]]:
    """The same words, each with the value of its code, as they are remembered."""
    return {
        name: {word: _code(register.field(name), said) for word, said in every.items()}
        for name, every in words.items()
    }


def coded(field: Field) -> bool:
    """Whether words of this field mean codes."""
    return field.type in (FieldType.CODE, FieldType.BOOLEAN)


def codes_of(field: Field) -> Sequence[Code]:
    """The codes a word of this field can mean."""
    if field.type is FieldType.CODE:
        return field.codes
    said = {c.value: c for c in field.codes}
    return [
        Code(v, label, said[v].spellings if v in said else ())
        for v, label in (("true", "是"), ("false", "否"))
    ]


def _taught(field: Field, words: Mapping[str, str]) -> Field:
    if not words:
        return field
    meant = {word: _code(field, said) for word, said in words.items()}
    codes = []
    for code in field.codes or codes_of(field):
        other = [w for w in (code.label, *code.spellings) if meant.get(w, code.value) == code.value]
        own = [w for w, value in meant.items() if value == code.value and w not in other]
        codes.append(Code(code.value, other[0] if other else code.label, (*other[1:], *own)))
    there = {c.value for c in codes}
    codes += [
        Code(c.value, c.label, tuple(w for w, value in meant.items() if value == c.value))
        for c in codes_of(field)
        if c.value not in there and c.value in meant.values()
    ]
    return replace(field, codes=tuple(codes))


def _code(field: Field, said: str) -> str:
    """The code named by its value, its label or another of its words."""
    usual = {"true": TRUE, "false": FALSE} if field.type is FieldType.BOOLEAN else {}
    for code in codes_of(field):
        if said in (code.value, code.label, *code.spellings, *usual.get(code.value, ())):
            return code.value
    labels = "、".join(f"{c.label}（{c.value}）" for c in codes_of(field))
    raise UnknownWordError(f"{field.label}没有“{said}”这个代码；有：{labels}")
