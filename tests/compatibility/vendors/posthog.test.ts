import { load } from "../lane.js";
import { jsonOf } from "../support/collector.js";
import { compareVendor } from "../support/compare-vendor.js";
import type { Json } from "../support/payload-record.js";
import { noInternalFields } from "../support/shared-differences.js";

interface Batch {
  readonly batch: readonly { readonly event: string; readonly properties: Readonly<Record<string, Json>> }[];
}

const { LangChainCallbackHandler } = await load<{ LangChainCallbackHandler: new (options: object) => object }>(
  "@posthog/ai/langchain",
);
const { PostHog } = await load<{ PostHog: new (key: string, options: object) => { flush(): Promise<void> } }>(
  "posthog-node",
);

await compareVendor({
  package: "@posthog/ai",
  row: "`@posthog/ai`: `LangChainCallbackHandler`",
  attach: ({ url }) => {
    const client = new PostHog("key", { host: url, flushAt: 1000, flushInterval: 60_000 });
    const handler = new LangChainCallbackHandler({ client, distinctId: "user-1", properties: { asked: "by a test" } });
    return { handler, flush: () => client.flush() };
  },
  read: (requests) =>
    requests
      .flatMap((request) => jsonOf<Batch>(request).batch)
      .map((sent) => {
        const { event, properties } = sent;
        const id = String(properties["$ai_generation_id"] ?? properties["$ai_span_id"] ?? properties["$ai_trace_id"]);
        const parent = properties["$ai_parent_id"];
        return {
          id,
          parentId: parent === undefined || parent === id ? undefined : String(parent),
          name: String(properties["$ai_span_name"] ?? properties["$ai_model"] ?? event),
          kind: event,
          fields: sent as Json,
        };
      }),
  volatile: ["$ai_latency"],
  differences: [noInternalFields],
});
