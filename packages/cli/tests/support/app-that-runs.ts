/* An app with a run that goes on until the process ends: `<path>`. It says when the run's start is in the file. */
import { run } from "@earshot/core/events";
import { studio } from "@earshot/studio";

const handler = studio({ store: process.argv[2] ?? "" });
setInterval(() => undefined, 60_000);
await run(
  { kind: "chain", name: `app ${process.pid}`, start: { inputs: "go on" } },
  async () => {
    await handler.flush();
    process.stdout.write("running\n");
    await new Promise(() => undefined);
  },
  { callbacks: [handler] },
);
