import { load } from "../lane.js";
import { jsonOf } from "../support/collector.js";
import { compareVendor } from "../support/compare-vendor.js";
import type { Json } from "../support/payload-record.js";
import { noVersions, ownTagsLast } from "../support/shared-differences.js";

type Sent = Readonly<Record<string, Json>>;

interface Batch {
  readonly traces?: readonly Sent[];
  readonly spans?: readonly Sent[];
}

const { OpikCallbackHandler } = await load<{
  OpikCallbackHandler: new (options: object) => { flushAsync(): Promise<void> };
}>("opik-langchain");
const { Opik } = await load<{ Opik: new (options: object) => object }>("opik");

await compareVendor({
  package: "opik-langchain",
  attach: ({ url }) => {
    const client = new Opik({ apiUrl: url, apiKey: "key", projectName: "test", workspaceName: "test" });
    const handler = new OpikCallbackHandler({ client, threadId: "thread-1" });
    return { handler, flush: () => handler.flushAsync() };
  },
  read: (requests) =>
    requests.flatMap((request) => {
      const { traces = [], spans = [] } = jsonOf<Batch>(request);
      return [
        ...traces.map((trace) => ({
          id: String(trace["id"]),
          name: String(trace["name"]),
          kind: "trace",
          fields: trace,
        })),
        ...spans.map((span) => ({
          id: String(span["id"]),
          parentId: String(span["parent_span_id"] ?? span["trace_id"]),
          name: String(span["name"]),
          kind: "span",
          fields: span,
        })),
      ];
    }),
  differences: [noVersions, ownTagsLast],
});
