// The agent loop in a bundle that is made for no platform, as a page's or a worker's is: without what Node's wiring adds.
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { bundleEntry } from "../../tools/bundle-entry.js";

const program = (methods: string): string => `
  ${methods}
  import { createAgent, AgentInterrupt } from "@earshot/core/agents";
  import { tool } from "@earshot/core/tools";
  import { FakeToolCallingModel } from "@earshot/core/utils/testing";

  const schema = { type: "object", properties: { n: { type: "number" } }, required: ["n"] };
  const double = tool(({ n }) => n * 2, { name: "double", schema });
  const model = () => new FakeToolCallingModel({ toolCalls: [[{ name: "double", args: { n: 4 } }]] });
  const { messages } = await createAgent({ model: model(), tools: [double] }).invoke("2 * 4?");
  console.log(messages.map(({ text }) => text).join("|"));
  for await (const update of await createAgent({ model: model(), tools: [double] }).stream("?")) console.log(Object.keys(update)[0]);
  const gated = createAgent({ model: model(), tools: [double], interruptOn: { double: true } });
  const { state } = await gated.invoke("?").catch((error) => error);
  console.log((await gated.resume(state, [{ type: "approve" }])).messages.length);
  const extract = [[{ name: "extract", args: { n: "x" } }], [{ name: "extract", args: { n: 1 } }]];
  try {
    const agent = createAgent({ model: new FakeToolCallingModel({ toolCalls: extract }), responseFormat: schema });
    console.log((await agent.invoke("?")).structuredResponse.n, (await agent.invoke("?").catch((error) => error)).code);
  } catch (error) {
    console.log(error.code, error.message.includes("@earshot/core/runnables/methods"));
  }
`;

async function run(methods: string): Promise<string[]> {
  const { code } = await bundleEntry(program(methods), { from: "sources" });
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module"], { input: code, encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.trimEnd().split("\n");
}

const steps = ["2 * 4?||8|done", "model_request", "tools", "model_request", "4"];

it("works, and names the import that validates an answer by JSON Schema", async () => {
  expect(await run("")).toEqual([...steps, "NOT_WIRED true"]);
});

it("validates it with that import", async () => {
  expect(await run(`import "@earshot/core/runnables/methods";`)).toEqual([...steps, "1 AGENT_STEP_LIMIT"]);
});
