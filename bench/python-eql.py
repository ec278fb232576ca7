"""`python-eql.py QUERIES EVENTS RESULT`: runs the EQL queries that python-eql can parse over NDJSON and writes how long it took.

QUERIES is a JSON list of {id, query}. Of a list the first value is handed over: python-eql has no multi-valued fields. Queries at which it
fails on the first events are left out.
"""
import itertools
import json
import sys
import time

import eql
from eql.parser import elasticsearch_syntax


TRIED = 300


def load(queries, sample):
    engine = eql.PythonEngine()
    ran = []
    with elasticsearch_syntax:
        for rule in queries:
            try:
                parsed = eql.parse_query(rule["query"], implied_any=True)
                trial = eql.PythonEngine()
                trial.add_query(parsed)
                trial.stream_events(sample)
            except Exception:
                continue
            engine.add_query(parsed)
            ran.append(rule["id"])
    return engine, ran


def single(value):
    if isinstance(value, dict):
        return {key: single(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return single(value[0]) if value else None
    return value


def events(path):
    with open(path, encoding="utf8") as lines:
        for number, line in enumerate(lines):
            data = json.loads(line)
            category = data["event"]["category"]
            yield eql.Event(category[0] if isinstance(category, list) else category, number, single(data))


def main():
    queries, path, result = sys.argv[1:4]
    with open(queries, encoding="utf8") as file:
        engine, ran = load(json.load(file), list(itertools.islice(events(path), TRIED)))
    matches = []
    engine.add_output_hook(matches.append)
    clock, processor, count = time.perf_counter(), time.process_time(), 0

    def counted():
        nonlocal count
        for event in events(path):
            count += 1
            yield event

    engine.stream_events(counted())
    seconds, used = time.perf_counter() - clock, time.process_time() - processor
    with open(result, "w", encoding="utf8") as file:
        json.dump({"ran": ran, "events": count, "seconds": seconds, "processor": used, "matches": len(matches)}, file)


main()
