import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTraceStore } from "@earshot/trace/sqlite";
import { exampleTraces } from "../workloads/example-traces.mjs";
import { findMedian } from "../harness/find-median.mjs";

const request = JSON.parse(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "earshot-benchmark-"));
try {
  process.stdout.write(JSON.stringify(await measure(request)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Fills a store as the trace handler does, batch by batch, with one trace of 500 spans among many of ten; then asks what pages ask. */
async function measure({ spans, quickSpans, quick, batch }) {
  const size = quick ? quickSpans : spans;
  const path = join(folder, "traces.db");
  const store = await openTraceStore({ path });
  const written = await write(store, exampleTraces(size), batch);
  const { runs } = await store.size();
  if (runs !== written.spans) throw new Error(`The store has ${runs} of ${written.spans} spans.`);
  const read = await readAll(store);
  await store.close();
  return { ...written.figures, ...read, megabytes: statSync(path).size / 1e6 };
}

async function write(store, events, batch) {
  const times = [];
  let [spans, cpu, wall] = [0, 0, 0];
  for (let next = take(events, batch); next.length > 0; next = take(events, batch)) {
    for (const { type } of next) if (type.endsWith(".start")) spans += 1;
    const cpuBefore = process.cpuUsage();
    const before = performance.now();
    await store.append(next);
    const time = performance.now() - before;
    const { user, system } = process.cpuUsage(cpuBefore);
    times.push(time);
    wall += time;
    cpu += user + system;
  }
  times.sort((left, right) => left - right);
  const slow = times[Math.floor(times.length * 0.99)];
  return {
    spans,
    figures: { wall: (wall * 1000) / spans, cpu: cpu / spans, batch: findMedian(times), slowBatch: slow },
  };
}

async function readAll(store) {
  const { next } = await store.listRuns();
  const asked = {
    list: () => store.listRuns(),
    nextPage: () => store.listRuns({ cursor: next }),
    costliest: () => store.listRuns({ order: "costliest" }),
    filtered: () => store.listRuns({ tags: ["rare"], metadata: { user: 7 } }),
    tree: () => store.readTrace("long-250"),
    rareWord: () => store.listRuns({ text: "numbat" }),
    frequentWord: () => store.listRuns({ text: "weather" }),
    twoWords: () => store.listRuns({ text: "weather berl" }),
    facets: () => store.facets(),
  };
  const figures = {};
  for (const [name, ask] of Object.entries(asked)) figures[name] = await timeOf(ask, store);
  // The store gives a slow answer again for a while: the first is what it takes.
  figures.statistics = await once(() => store.statistics({ groupBy: "name" }));
  figures.callStatistics = await once(() => store.statistics({ groupBy: "model", scope: "all" }));
  return figures;
}

/** The median of five; between them something is written, so that no answer may be remembered. */
async function timeOf(ask, store) {
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    await store.append([feedback(`${round} ${Math.random()}`)]);
    times.push(await once(ask));
  }
  return findMedian(times);
}

async function once(ask) {
  const before = performance.now();
  await ask();
  return performance.now() - before;
}

function feedback(feedbackId) {
  const of = { runId: "trace-0", rootRunId: "trace-0", kind: "chain", name: "answer", tags: [], metadata: {} };
  const said = { type: "run.feedback", seq: 5000, time: 1_700_000_000_000, visibility: "user", source: "earshot" };
  return { ...of, ...said, feedback: { feedbackId, key: "good", score: 1 } };
}

function take(events, count) {
  const taken = [];
  while (taken.length < count) {
    const { value, done } = events.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}
