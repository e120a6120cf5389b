// Writes more than a file may hold here, and moves the file away whenever it is full.
import { renameSync } from "node:fs";
import { configure, flush, run } from "@earshot/core/events";
import { jsonlHandler, type JsonlWriteError } from "@earshot/handlers/jsonl";

const [path = "", count = "0"] = process.argv.slice(2);
const sink = jsonlHandler({ path, fsync: "never" });
const reported = new Set<unknown>();
configure({ onHandlerError: (error) => reported.add((error as JsonlWriteError).errno) });
const spec = { kind: "chain", name: "fills", start: { inputs: "x".repeat(700) } } as const;
await Promise.all(
  Array.from({ length: Number(count) }, (_, index) =>
    run(spec, () => index, { callbacks: [sink], runId: `run-${index}` }),
  ),
);
let moved = 0;
for (let isWritten = false; !isWritten;) {
  isWritten = await sink.flush().then(
    () => true,
    () => false,
  );
  if (!isWritten) renameSync(path, `${path}.${moved++}`);
}
const { delivered, failed } = await flush();
process.stdout.write(JSON.stringify({ reported: [...reported], moved, delivered, failed }));
