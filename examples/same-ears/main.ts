// The same agent in four libraries, drawn by one console handler: `npx tsx --conditions=@earshot/source examples/same-ears/main.ts`.
// The models' provider is a server on this machine, so that no key is needed.
import { consoleHandler } from "@earshot/handlers/console";
import { startAnthropicServer } from "@earshot/testing";
import { agents } from "./agents.js";
import { reply } from "./reply.js";
import { treeShape } from "./tree-shape.js";

await using server = await startAnthropicServer({ reply });
const shapes = new Set<string>();
for (const [library, ask] of Object.entries(agents)) {
  let drawn = "";
  const stream = { write: (text: string) => ((drawn += text), true), columns: 100, isTTY: false };
  const answer = await ask(server.url, consoleHandler({ stream, color: false }));
  shapes.add(treeShape(drawn).join("\n"));
  console.log(`${library}: ${answer}\n${drawn}`);
}
console.log(shapes.size === 1 ? "All have one shape:" : "They differ:");
console.log([...shapes].join("\n\n"));
