/**
 * What is measured: one row per case, each run in a fresh process per contender and round.
 *
 * A case names its program (`programs/measure-<program>.mjs`), what that program is told (`request`), and the figures read from
 * its answer. A figure compares Earshot with its target in one of three ways: `ratio` to the floor of the same round,
 * `overFloor`, the difference to it, or `value`, the plain figure.
 *
 * `contenders` leaves out who has nothing to show. `fewRounds` names who takes part in the first rounds only, because it is slow; a
 * quick run leaves out who is slow and `heavy`.
 *
 * @typedef {{ title: string, field: string, unit: string, compare: "ratio" | "overFloor" | "value", target?: number }} Figure
 * @typedef {{ id: string, program: string, request: Record<string, unknown>, figures: Figure[], contenders?: string[],
 *   fewRounds?: { contender: string, rounds: number, heavy?: boolean }, rounds?: number }} Case
 */

const lambda = { work: "lambdaInvoke" };
const model = { work: "modelInvoke" };
const events = { work: "streamEvents", size: 10_000, warmSize: 1_000, handlers: 0 };
const ambient = "AsyncLocalStorage on";
const streamed = { work: "modelStream", size: 10_000, warmSize: 1_000 };
const stream = "prompt → model → parser stream of 10,000 tokens, per token";
const tenStages = { work: "tenStageStream", size: 10_000, warmSize: 1_000 };

/** @type {Case[]} */
export const caseTable = [
  time("lambda-0", "lambda invoke, no handler", { ...lambda, handlers: 0 }, 6),
  time("lambda-1", "lambda invoke, 1 handler", { ...lambda, handlers: 1 }, 20),
  time("model-0", "prompt → model invoke, no handler", { ...model, handlers: 0 }, 10),
  time("model-1", "prompt → model invoke, 1 handler", { ...model, handlers: 1 }, 20),
  time("stream-0", `${stream}, no handler`, { ...streamed, handlers: 0 }, 4),
  time("stream-1", `${stream}, 1 handler`, { ...streamed, handlers: 1 }, 6),
  time("stream-5", `${stream}, 5 handlers`, { ...streamed, handlers: 5 }, 7),
  once("stream-long", { ...streamed, size: 100_000, handlers: 1 }, [
    {
      title: "the same stream of 100,000 tokens, per token, 1 handler",
      field: "wall",
      unit: "µs",
      compare: "ratio",
      target: 6,
    },
    {
      title: "100,000-token stream, 1 handler: peak memory over idle",
      field: "memory",
      unit: "MB",
      compare: "value",
      target: 60,
    },
  ]),
  {
    ...time("stream-events", "`streamEvents` of the same chain, per token (3 events)", events, 5),
    fewRounds: { contender: "langchain", rounds: 3, heavy: true },
  },
  time("sequence-0", "sequence of 10 lambdas, no handler", { work: "lambdaSequence", size: 10, handlers: 0 }, 4),
  time("sequence-1", "sequence of 10 lambdas, 1 handler", { work: "lambdaSequence", size: 10, handlers: 1 }, 25),
  time("parallel-0", "parallel of 10 lambdas, no handler", { work: "lambdaParallel", size: 10, handlers: 0 }, 4),
  time("parallel-1", "parallel of 10 lambdas, 1 handler", { work: "lambdaParallel", size: 10, handlers: 1 }, 10),
  time("stages-0", "the stream through ten stages, per token, no handler", { ...tenStages, handlers: 0 }, 4),
  time("stages-1", "the stream through ten stages, per token, 1 handler", { ...tenStages, handlers: 1 }, 6),
  once("stages-long", { ...tenStages, size: 100_000, handlers: 1 }, [
    {
      title: "the stream through ten stages of 100,000 tokens, per token, 1 handler",
      field: "wall",
      unit: "µs",
      compare: "ratio",
      target: 6,
    },
  ]),
  time("batch-1", "batch of 1,000, per item, 1 handler", { work: "lambdaBatch", size: 1_000, handlers: 1 }, 15),
  variant("awaited-lambda-1", "handler awaited: lambda invoke, 1 handler", { ...lambda, handlers: 1, awaited: true }),
  variant("awaited-stream-1", "handler awaited: stream, per token, 1 handler", {
    ...streamed,
    handlers: 1,
    awaited: true,
  }),
  variant("ambient-lambda-0", `${ambient}: lambda invoke, no handler`, { ...lambda, handlers: 0, ambient: true }),
  variant("ambient-lambda-1", `${ambient}: lambda invoke, 1 handler`, { ...lambda, handlers: 1, ambient: true }),
  variant("ambient-model-1", `${ambient}: prompt → model invoke, 1 handler`, { ...model, handlers: 1, ambient: true }),
  variant("ambient-stream-1", `${ambient}: stream, per token, 1 handler`, { ...streamed, handlers: 1, ambient: true }),
  once("concurrent-1", { work: "concurrentInvokes", size: 10_000, warmSize: 100, handlers: 1 }, [
    {
      title: "10,000 concurrent invokes, 1 handler: peak memory over idle",
      field: "memory",
      unit: "MB",
      compare: "value",
      target: 100,
    },
  ]),
  {
    id: "import",
    program: "import",
    request: {},
    figures: [
      {
        title: "import of prompts, runnables and chat models, over an empty process",
        field: "wall",
        unit: "ms",
        compare: "overFloor",
        target: 25,
      },
      { title: "memory of the same import, over an empty process", field: "memory", unit: "MB", compare: "overFloor" },
    ],
  },
  {
    id: "bundle",
    program: "bundle",
    request: { entry: "chain" },
    contenders: ["earshot", "langchain"],
    rounds: 1,
    figures: [
      {
        title: "bundle of prompt, model, sequence and parser, minified + gzip",
        field: "gzipped",
        unit: "kB",
        compare: "value",
        target: 30,
      },
      { title: "bundle of the same, minified only", field: "minified", unit: "kB", compare: "value" },
    ],
  },
  {
    id: "bundle-kernel",
    program: "bundle",
    request: { entry: "kernel" },
    contenders: ["earshot"],
    rounds: 1,
    figures: [
      {
        title: "bundle of the kernel (`events`), minified + gzip",
        field: "gzipped",
        unit: "kB",
        compare: "value",
        target: 5,
      },
    ],
  },
  {
    id: "install",
    program: "install",
    request: {},
    contenders: ["earshot", "langchain"],
    rounds: 1,
    figures: [
      { title: "production install with dependencies", field: "megabytes", unit: "MB", compare: "value", target: 1.5 },
      { title: "files of the same install", field: "files", unit: "files", compare: "value" },
    ],
  },
  {
    id: "store",
    program: "store",
    request: { spans: 1_000_000, quickSpans: 2_000, batch: 200 },
    contenders: ["earshot"],
    rounds: 1,
    figures: [
      stored("written in batches of 200 events, per span", "wall", "µs", 50),
      stored("the same, CPU per span", "cpu", "µs"),
      stored("one batch, for which the process is busy", "batch", "ms", 5),
      stored("the slowest of a hundred batches", "slowBatch", "ms"),
      stored("newest 50 traces", "list", "ms", 5),
      stored("the next page", "nextPage", "ms", 5),
      stored("costliest 50", "costliest", "ms", 5),
      stored("by a rare tag and metadata", "filtered", "ms"),
      stored("a trace of 500 spans", "tree", "ms", 10),
      stored("by a rare word", "rareWord", "ms", 50),
      stored("by a word of a third of all spans", "frequentWord", "ms", 50),
      stored("by two frequent words", "twoWords", "ms", 50),
      stored("values to filter by", "facets", "ms", 200),
      stored("figures of all traces, by name", "statistics", "ms", 200),
      stored("figures of all spans, by model, counted anew", "callStatistics", "ms"),
      stored("file", "megabytes", "MB"),
    ],
  },
  {
    id: "start",
    program: "start",
    request: {},
    contenders: ["floor", "earshot"],
    figures: [
      value("`earshot studio`: first byte of its page; the floor is `node -e 0`", "wall", "ms", 200),
      value("CPU of that", "cpu", "ms"),
      value("`earshot --help`", "help", "ms"),
      { title: "`earshot --help`, over bare Node", field: "help", unit: "ms", compare: "overFloor", target: 100 },
    ],
  },
  {
    id: "live",
    program: "live",
    request: {},
    contenders: ["earshot"],
    rounds: 1,
    figures: [
      value("studio handler, per event: median", "handler", "µs", 5),
      value("studio handler, per event: 99 %", "handlerLate", "µs"),
      value("studio handler, per event, CPU with what is written later", "handlerCpu", "µs"),
      value("first token, from the app's handler to the page's script: median", "token", "ms", 100),
      value("first token: 99 %", "tokenLate", "ms", 100),
    ],
  },
  {
    id: "page",
    program: "page",
    request: {},
    contenders: ["earshot"],
    rounds: 1,
    figures: [
      value("bare list of 30,000 rows, scrolled: CPU of a frame", "bareFrame", "ms"),
      value("bare list of 30,000 rows, scrolled: frame, 95 %", "bareP95", "ms"),
      value("bare list of 30,000 rows, scrolled: longest block", "bareBlock", "ms"),
      value("studio, trace of 30,000 runs, scrolled: CPU of a frame", "scrolledFrame", "ms"),
      value("studio, scrolled: frame, 95 %", "scrolledP95", "ms"),
      value("studio, scrolled: longest block", "scrolledBlock", "ms", 50),
      value("studio, trace of 30,000 runs opened: longest block", "openedBlock", "ms", 100),
      value("studio, trace of 30,000 runs opened: CPU of the longest task", "openedBlockCpu", "ms", 100),
      value("studio, trace of 30,000 runs opened: CPU", "openedCpu", "ms"),
      value("studio, field of 20 MB opened: longest block", "fieldBlock", "ms", 100),
      value("studio, field of 20 MB opened: CPU of the longest task", "fieldBlockCpu", "ms", 100),
      value("studio, field of 20 MB opened: CPU", "fieldCpu", "ms"),
      value("studio, all of it unfolded: longest block", "unfoldedBlock", "ms", 100),
      value("studio, all of it unfolded: CPU of the longest task", "unfoldedBlockCpu", "ms", 100),
      value("studio, searched to its end: longest block", "searchedBlock", "ms", 100),
    ],
  },
];

/** A plain figure. */
function value(title, field, unit, target) {
  return { title, field, unit, compare: "value", target };
}

/** Of a trace store of a million spans. */
function stored(title, field, unit, target) {
  return value(`trace store: ${title}`, field, unit, target);
}

/** The same work under another condition: no target of its own, so the slowest contender may rest after three rounds. */
function variant(id, title, request) {
  return { ...time(id, title, request), fewRounds: { contender: "langchain", rounds: 3 } };
}

function time(id, title, request, target) {
  return { id, program: "time", request, figures: [{ title, field: "wall", unit: "µs", compare: "ratio", target }] };
}

function once(id, request, figures) {
  return { id, program: "once", request, figures, fewRounds: { contender: "langchain", rounds: 3, heavy: true } };
}
