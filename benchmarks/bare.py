"""The smallest page that shows the same list: a Flask application of one view and one query.

It finds, orders and shows the people of one question that is written into its query, with as many
cells as our page, a link made by `url_for` in each row and days in German writing. It has no
session, no permission, no translation, no form, no count, no frame and nothing sealed: the names
in its table are plain text. Stages taken back count like others.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask, render_template

PAGE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Teilnehmende</title></head><body>
<h1>Teilnehmende</h1>
<table><thead><tr><th>Nr.</th><th>Name</th><th>Baustein</th><th>Stelle</th><th>Aufnahme</th>
<th>Verweildauer</th><th>Stand</th></tr></thead><tbody>
{% for row in rows %}{% set url = url_for("show", number=row.number) %}<tr>
<th scope="row"><a href="{{ url }}">{{ row.number }}</a></th>
<td><a href="{{ url }}">{{ row.name }}</a></td>
<td>{{ row.stage }}</td><td>{{ row.post }}</td><td>{{ row.admitted_on|day }}</td>
<td>{{ row.days }} Tage</td>
<td>{% if row.exited_on %}ausgetreten am {{ row.exited_on|day }}
{% else %}in Betreuung{% endif %}</td></tr>
{% endfor %}</tbody></table></body></html>
"""

STAGE = """(select stage from stage_event e where e.pilot_id = p.pilot_id
  and e.participation_id = p.id order by entered_on desc, id desc limit 1)"""
# The plus keeps SQLite from an index that would take thousands of times as long.
CARE = """exists (select 1 from care c where c.pilot_id = p.pilot_id
  and c.participation_id = p.id and +c.post_id = :post
  and (c.until_day is null or c.until_day > :day))"""
IN_CARE = "(exited_on is null or exited_on > :day)"

QUERY = """
select number, 'Muster, Kim ' || number as name,
  {stage} as stage,
  (select title from care c join post o on o.pilot_id = c.pilot_id and o.id = c.post_id
   where c.pilot_id = p.pilot_id and c.participation_id = p.id
   order by from_day desc limit 1) as post,
  admitted_on, exited_on,
  cast(julianday(coalesce(exited_on, :day)) - julianday(admitted_on) as integer) as days
from (select id as found from participation p where pilot_id = :pilot and {where}
  order by {order} limit 50 offset :skipped)
join participation p on pilot_id = :pilot and id = found
order by {order}
"""


@dataclass(frozen=True)
class Question:
    """Whom the page shows: a condition, an order and how many come before."""

    where: str
    order: str
    skipped: int = 0


def create(database: Path, pilot_id: int, day: date, question: Question) -> Flask:
    """The application; one query finds fifty participants with stage, post and days."""
    bare = Flask("bare")
    bare.add_template_filter(german_day, "day")
    template = bare.jinja_env.from_string(PAGE)
    query = QUERY.format(stage=STAGE, where=question.where, order=question.order)
    asked = {"pilot": pilot_id, "day": day.isoformat(), "skipped": question.skipped}
    with closing(sqlite3.connect(database)) as connection:
        first = "select min(id) from post where pilot_id = ? and carries_cases"
        (asked["post"],) = connection.execute(first, (pilot_id,)).fetchone()

    @bare.get("/")
    def index() -> str:
        with closing(sqlite3.connect(database)) as connection:
            connection.row_factory = sqlite3.Row
            rows = connection.execute(query, asked).fetchall()
        return render_template(template, rows=rows)

    @bare.get("/<int:number>")
    def show(number: int) -> str:
        return str(number)

    return bare


def german_day(text: str) -> str:
    """A day of the database as 30.06.2024."""
    return date.fromisoformat(text).strftime("%d.%m.%Y")
