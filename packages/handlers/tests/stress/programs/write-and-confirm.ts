// Runs chains for ever, and says on stdout which of their runs are in the file for certain. Ends by being killed.
import { run, runStream } from "@earshot/core/events";
import { jsonlHandler } from "@earshot/handlers/jsonl";

const [path = "", maxBytes = "0", name = ""] = process.argv.slice(2);
const sink = jsonlHandler({ path, ...(maxBytes === "0" ? {} : { maxBytes: Number(maxBytes) }) });
const chain = { kind: "chain", name, start: { inputs: "x".repeat(40_000) } } as const;
const tool = { kind: "tool", name: "says", start: { args: {}, input: "", toolCallId: undefined } } as const;

async function tree(runId: string): Promise<string> {
  await run(
    chain,
    async (handle) => {
      const body = async function* () {
        for (let index = 0; index < 5; index++) yield `${runId} says ${index}`;
      };
      for await (const _ of runStream(tool, body, handle.config));
    },
    { callbacks: [sink], runId },
  );
  return runId;
}

for (let round = 0; ; round++) {
  const ended = await Promise.all(Array.from({ length: 8 }, (_, index) => tree(`${name}-${round}-${index}`)));
  await sink.flush();
  // Synchronous for a pipe on POSIX: what is said was confirmed before the process is killed.
  process.stdout.write(`${ended.join("\n")}\n`);
}
