import { load } from "../lane.js";
import { compareVendor } from "../support/compare-vendor.js";
import type { Json } from "../support/payload-record.js";
import { noVersions, ownTagsLast } from "../support/shared-differences.js";

type Row = Readonly<Record<string, Json>> & {
  readonly span_id: string;
  readonly span_parents?: readonly string[];
  readonly span_attributes?: { readonly name?: string };
};

const { BraintrustCallbackHandler } = await load<{ BraintrustCallbackHandler: new (options: object) => object }>(
  "@braintrust/langchain-js",
);
const { initLogger } = await load<{ initLogger(options: object): { flush(): Promise<void> } }>("braintrust");

await compareVendor({
  package: "@braintrust/langchain-js",
  attach: ({ url }) => {
    const logger = initLogger({
      projectName: "test",
      projectId: "project-1",
      apiKey: "key",
      appUrl: url,
      forceLogin: true,
    });
    return { handler: new BraintrustCallbackHandler({ logger }), flush: () => logger.flush() };
  },
  answer: ({ path, origin }) => {
    if (path.endsWith("/login")) return { org_info: [{ id: "org", name: "org", api_url: origin, proxy_url: origin }] };
    return {};
  },
  read: (requests) =>
    requests
      .filter(({ path }) => path.endsWith("/logs3"))
      .flatMap(({ body }) => (JSON.parse(body.toString("utf8")) as { rows: readonly Row[] }).rows)
      // A row has an id of its own beside that of its span, and both are random.
      .map(({ id: _id, root_span_id: _root, ...row }) => ({
        id: row.span_id,
        parentId: row.span_parents?.[0],
        name: row.span_attributes?.name ?? "",
        fields: row,
      })),
  volatile: ["start", "end", "exec_counter", "time_to_first_token"],
  differences: [noVersions, ownTagsLast],
});
