import { load } from "../lane.js";
import { jsonOf } from "../support/collector.js";
import { compareVendor } from "../support/compare-vendor.js";
import type { Json } from "../support/payload-record.js";
import { noInternalFields, noVersions, ownTagsLast } from "../support/shared-differences.js";

interface Ingestion {
  readonly batch: readonly {
    readonly type: string;
    readonly body: {
      readonly id: string;
      readonly traceId?: string;
      readonly parentObservationId?: string;
      readonly name?: string;
    };
  }[];
}

const { CallbackHandler } = await load<{
  CallbackHandler: new (options: object) => { flushAsync(): Promise<unknown> };
}>("langfuse-langchain");

await compareVendor({
  package: "langfuse-langchain",
  attach: ({ url }) => {
    const handler = new CallbackHandler({
      baseUrl: url,
      publicKey: "public",
      secretKey: "secret",
      userId: "user-1",
      sessionId: "session-1",
      tags: ["test"],
    });
    return { handler, flush: () => handler.flushAsync() };
  },
  answer: () => ({ successes: [], errors: [] }),
  read: (requests) =>
    requests
      .flatMap((request) => jsonOf<Ingestion>(request).batch)
      .map(({ type, body }) => {
        const { id, traceId, parentObservationId } = body;
        // An update doesn't say whose child it is.
        const parentId = parentObservationId ?? (type.endsWith("-create") && traceId !== id ? traceId : undefined);
        return { id, parentId, name: body.name ?? "", kind: type, fields: body as Json };
      }),
  differences: [noVersions, ownTagsLast, noInternalFields],
});
