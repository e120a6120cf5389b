import { load } from "../lane.js";
import type { CollectedRequest } from "../support/collector.js";
import { compareVendor } from "../support/compare-vendor.js";
import type { Json, PayloadRecord } from "../support/payload-record.js";
import { isObject, mapJson, noVersions, ownTagsLast } from "../support/shared-differences.js";

const { Client } = await load<{ Client: new (options: object) => { awaitPendingTraceBatches(): Promise<void> } }>(
  "langsmith",
);
const { LangChainTracer } = await load<{ LangChainTracer: new (options: object) => object }>(
  "@langchain/core/tracers/tracer_langchain",
);

await compareVendor({
  package: "langsmith",
  row: "`langsmith`: `LangChainTracer` of `@langchain/core`",
  attach: ({ url }) => {
    const client = new Client({ apiUrl: url, apiKey: "key", tracingSamplingRate: 1 });
    const handler = new LangChainTracer({ client, projectName: "test" });
    return { handler, flush: () => client.awaitPendingTraceBatches() };
  },
  answer: () => ({ batch_ingest_config: { use_multipart_endpoint: true, size_limit: 100 } }),
  read: async (requests) => {
    const records: PayloadRecord[] = [];
    for (const request of requests) if (request.path === "/runs/multipart") records.push(...(await runsOf(request)));
    return records;
  },
  volatile: ["start_time", "end_time"],
  differences: [
    noVersions,
    ownTagsLast,
    {
      programs: "all",
      what: "The parameters of a model's call stand in `extra.invocation_params` and not in `extra.metadata` besides",
      reason:
        "They are no metadata that somebody gave; what is filtered by, `ls_model_name` and `ls_temperature`, is there if the model says it.",
      expected: (payload) =>
        mapJson(payload, (value) => {
          if (!isObject(value) || !isObject(value["invocation_params"]) || !isObject(value["metadata"])) return value;
          const { invocation_params: parameters } = value;
          const metadata = Object.entries(value["metadata"]).filter(([key]) => !(key in parameters));
          return { ...value, metadata: Object.fromEntries(metadata) };
        }),
    },
  ],
});

/** The runs of a multipart request, whose parts are called "post.<run>", "post.<run>.inputs" … */
async function runsOf({ body, contentType }: CollectedRequest): Promise<PayloadRecord[]> {
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  const runs = new Map<string, Record<string, Json>>();
  for (const [name, part] of form) {
    const [operation = "", id = "", field] = name.split(".");
    const value = JSON.parse(typeof part === "string" ? part : await part.text()) as Json;
    const run = runs.get(`${operation}.${id}`) ?? {};
    runs.set(`${operation}.${id}`, field === undefined ? { ...run, ...(value as object) } : { ...run, [field]: value });
  }
  return [...runs].map(([key, fields]) => {
    const [operation, id = ""] = key.split(".");
    const { parent_run_id: parentId, name } = fields as { parent_run_id?: string; name?: string };
    return { id, parentId, name: name ?? "", kind: operation, fields };
  });
}
