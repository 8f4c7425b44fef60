"""The mapping: what stands in which column, and another one given as a file."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response
from flask_babel import gettext as _

from app.access import Permission, requires
from app.errors import DomainError
from app.evaluation.monitoring import labels, queries
from app.evaluation.monitoring.forms import MappingForm
from app.evaluation.monitoring.routes.frame import HERE, blueprint, to
from app.evaluation.monitoring.services.keeping import take_mapping
from app.intake.uploads import decode
from app.messages import sentence
from app.pilots.monitoring import GAPS, monitoring_toml
from app.pilots.records import Fault, PresetRefused
from app.web import actor, attempt, page, pilot
from app.wording import language

LARGEST = 200_000
"""Bytes of a mapping file."""


@blueprint.route(f"{HERE}/mapping", methods=["GET", "POST"])
@requires(Permission.MONITORING)
def mapping() -> Any:
    """The columns in force, in words, and the form for another mapping."""
    form, here = MappingForm(), pilot()
    faults: list[Fault] = []

    def take() -> None:
        try:
            take_mapping(actor(), here.preset, _text_in(form), form.note.data or "")
        except PresetRefused as refused:
            faults.extend(refused.faults)
            raise DomainError("monitoring.mapping_refused", "file") from refused

    if attempt(form, take):
        flash(_("Der neue Satzaufbau gilt ab sofort."), "success")
        return to("mapping")
    known = queries.mapping_in_force(here.id, here.preset)
    return page(
        "monitoring/mapping.html",
        form,
        known=known,
        columns=[
            (column, labels.source_name(column), labels.meanings(column, here.preset))
            for column in known.settings.columns
        ],
        gaps=[(known.settings.gap(reason), labels.GAP[reason]) for reason in GAPS],
        sources=labels.SOURCE,
        rows=queries.mappings(here.id),
        faults=[(one.key, _told(one)) for one in faults],
    )


def _text_in(form: MappingForm) -> str:
    data = form.file.data.stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise DomainError("monitoring.mapping_too_large", "file", limit_kb=LARGEST // 1000)
    if b"\0" in data:
        raise DomainError("intake.file_nul", "file")
    return decode(data)


def _told(fault: Fault) -> str:
    return sentence(fault.code, language(), {"detail": fault.detail})


@blueprint.get(f"{HERE}/mapping/<int(max=2147483647):mapping_number>.toml")
@requires(Permission.MONITORING)
def mapping_file(mapping_number: int) -> Any:
    """A mapping as the file that can be changed and given back; 0 is that of the programme."""
    here = pilot()
    text = (
        queries.mapping_text(here.id, mapping_number)
        if mapping_number
        else monitoring_toml(here.preset.monitoring)
    )
    response = make_response(text)
    response.headers["Content-Type"] = "application/toml; charset=utf-8"
    name = f"{here.key}_monitoring_satzaufbau_{mapping_number}.toml"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
