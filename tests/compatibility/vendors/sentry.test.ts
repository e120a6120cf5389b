import { load } from "../lane.js";
import type { CollectedRequest } from "../support/collector.js";
import { compareVendor } from "../support/compare-vendor.js";
import type { Json, PayloadRecord } from "../support/payload-record.js";

type Span = Readonly<Record<string, Json>> & {
  readonly span_id: string;
  readonly parent_span_id?: string;
  readonly name: string;
};

const Sentry = await load<{
  init(options: object): void;
  close(): Promise<boolean>;
  createLangChainCallbackHandler(options: object): object;
}>("@sentry/node");

await compareVendor({
  package: "@sentry/node",
  row: "`@sentry/node`: `createLangChainCallbackHandler`",
  attach: ({ url }) => {
    Sentry.init({
      dsn: `${url.replace("//", "//public@")}/1`,
      tracesSampleRate: 1,
      defaultIntegrations: false,
    });
    const handler = Sentry.createLangChainCallbackHandler({ recordInputs: true, recordOutputs: true });
    return { handler, flush: () => Sentry.close() };
  },
  read: (requests) => requests.flatMap(spansOfEnvelope),
  volatile: ["trace_id", "start_timestamp", "end_timestamp"],
  differences: [],
});

/** An envelope is a header, and then a header and a payload for each item, each a line of JSON. */
function spansOfEnvelope({ body }: CollectedRequest): PayloadRecord[] {
  const [, ...lines] = body.toString("utf8").trim().split("\n");
  return lines.flatMap((line, index) => {
    const { type } = JSON.parse(lines[index - 1] ?? "{}") as { type?: string };
    if (index % 2 === 0 || type !== "span") return [];
    return (JSON.parse(line) as { items: readonly Span[] }).items.map((span) => ({
      id: span.span_id,
      parentId: span.parent_span_id,
      name: span.name,
      fields: span,
    }));
  });
}
