import { expect, it } from "vitest";
import { runRecord } from "../../tests/support/run-record.js";
import { TestHost } from "../../tests/support/test-host.js";
import { openContext } from "../terminal/command-context.js";
import { LiveTail } from "./live-tail.js";

const running = runRecord("a", { status: "running" });

it("shows none as running of which it is not told any more what became of them", async () => {
  const view = new LiveTail(openContext(new TestHost({ columns: 80, rows: 20 })));
  const shown = () => view.rows({ height: 10, columns: 80 }).join("\n");
  await view.hear([running], { runs: [running], deltas: [] });
  expect(shown()).toMatch(/ask[^]*1 running/);
  await view.hear([], { runs: [], deltas: [], isReset: true });
  expect(shown()).toMatch(/^[^a]*Nothing is running/);
});
