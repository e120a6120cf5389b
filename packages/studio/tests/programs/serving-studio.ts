/* A studio in a process of its own: `<path>`. Says its port. */
import { openTraceStore } from "@earshot/trace/sqlite";
import { startStudio } from "../../src/server/index.js";

const { port } = await startStudio({ store: await openTraceStore({ path: process.argv[2] ?? "" }), port: 0 });
process.stdout.write(`${port}\n`);
