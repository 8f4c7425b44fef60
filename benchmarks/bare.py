"""The smallest page that shows the same list: a Flask application of one view and one query."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from flask import Flask, render_template

PAGE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Teilnehmende</title></head><body>
<table><thead><tr><th>Nr.</th><th>Name</th><th>Baustein</th><th>Stelle</th><th>Aufnahme</th>
<th>Verweildauer</th><th>Stand</th></tr></thead><tbody>
{% for row in rows %}<tr><td><a href="/{{ row[0] }}">{{ row[0] }}</a></td>
<td><a href="/{{ row[0] }}">{{ row[1] }}</a></td><td>{{ row[2] }}</td><td>{{ row[3] }}</td>
<td>{{ row[4] }}</td><td>{{ row[5] }}</td><td>{{ row[6] or "in Betreuung" }}</td></tr>
{% endfor %}</tbody></table></body></html>
"""

QUERY = """
select number, 'Muster, Kim ' || number,
  (select stage from stage_event e where e.pilot_id = p.pilot_id and e.participation_id = p.id
   order by entered_on desc, id desc limit 1),
  (select title from care c join post o on o.pilot_id = c.pilot_id and o.id = c.post_id
   where c.pilot_id = p.pilot_id and c.participation_id = p.id order by from_day desc limit 1),
  admitted_on, julianday(coalesce(exited_on, '2024-06-30')) - julianday(admitted_on), exited_on
from participation p where pilot_id = ? and number in ({})
"""


def create(connection: sqlite3.Connection, pilot_id: int, numbers: Sequence[int]) -> Flask:
    """The application; its query fetches exactly these participants with stage, post and days."""
    bare = Flask("bare")
    template = bare.jinja_env.from_string(PAGE)
    query = QUERY.format(",".join("?" * len(numbers)))

    @bare.get("/")
    def index() -> str:
        rows = connection.execute(query, (pilot_id, *numbers)).fetchall()
        return render_template(template, rows=rows)

    return bare
