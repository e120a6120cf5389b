import type { TraceEvent } from "@earshot/trace";
import { traceEvent } from "./trace-events.js";

/** Texts that would set `window.hacked` in a page that takes them for anything but text. */
export const hostileTexts: readonly string[] = [
  `<script>window.hacked = 1</script>`,
  `</script><script>window.hacked = 2</script>`,
  `</SCRIPT ><script>window.hacked = 3</script>`,
  `<!--<script>window.hacked = 4</script>`,
  `--><script>window.hacked = 5</script>`,
  `<img src=x onerror="window.hacked = 6">`,
  `"><svg onload=window.hacked=7>`,
  `'><iframe srcdoc="<script>parent.hacked = 8</script>">`,
  `</title><script>window.hacked = 9</script>`,
  `</style><script>window.hacked = 10</script>`,
  `</textarea></pre></details><script>window.hacked = 11</script>`,
  `<a href="javascript:window.hacked=12">x</a>`,
  `[x](javascript:window.hacked=13)`,
  `<math><mtext></mtext><script>window.hacked = 14</script></math>`,
  `\u2028window.hacked = 15\u2029//`,
  `\${window.hacked = 16}`,
  `{{constructor.constructor("window.hacked = 17")()}}`,
  `<meta http-equiv="refresh" content="0;url=javascript:window.hacked=18">`,
  `<base href="https://evil.example/"><link rel=stylesheet href=//evil.example>`,
  `<form action="https://evil.example"><button autofocus onfocus="window.hacked = 19">`,
  `*/ window.hacked = 20; /*`,
  `\n window.hacked = 21; //`,
  `\\"); window.hacked = 22; //`,
  `\u202Ewindow.hacked = 23 \u2066//\u2069`,
  `__proto__`,
];

/** A trace in which every text is this one; ids are what a hostile exporter might send. */
export function hostileTrace(text: string, rootRunId = text): TraceEvent[] {
  const facts = {
    name: text,
    tags: [text],
    metadata: Object.fromEntries([
      [text, text],
      ["thread_id", text],
    ]),
    source: text,
    runType: text,
    provider: text,
    model: text,
    text,
    rootRunId,
  };
  const payload = JSON.stringify({ messages: [{ $: "HumanMessage", content: text }], options: {}, [text]: text });
  const modelRun = { ...facts, runId: `${rootRunId}/model`, parentRunId: rootRunId };
  const feedback = { feedbackId: text, key: text, comment: text };
  const error = { name: text, message: text };
  return [
    traceEvent({ ...facts, runId: rootRunId, type: "chain.start", seq: 0, payload }),
    traceEvent({ ...modelRun, type: "chat_model.start", seq: 1, payload }),
    traceEvent({
      ...modelRun,
      type: "chat_model.end",
      seq: 2,
      status: "error",
      error,
      payload: JSON.stringify({ error: { $: "error", ...error } }),
    }),
    traceEvent({ ...facts, runId: rootRunId, type: "chain.end", seq: 3, status: "error", error, payload }),
    traceEvent({ ...facts, runId: rootRunId, type: "run.feedback", seq: 4, feedback }),
  ];
}
