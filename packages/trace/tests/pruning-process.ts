/* A process that deletes all traces of a store, `<path>`, and is killed by itself when some of the rows are gone. */
import { openTraceStore } from "@earshot/trace/sqlite";
import { openDatabase } from "../src/sqlite/sqlite-driver.js";

const [path = ""] = process.argv.slice(2);
const store = await openTraceStore({ path });
const eyes = openDatabase(path);
const count = eyes.prepare("SELECT count(*) AS events FROM events");
const eventsThere = () => (count.get() as { readonly events: number }).events;
const before = eventsThere();
setInterval(() => {
  if (eventsThere() < before) process.kill(process.pid, "SIGKILL");
}, 1);
await store.prune({ maxTraces: 0 });
