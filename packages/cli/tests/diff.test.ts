import { openTraceStore } from "@earshot/trace/sqlite";
import { beforeAll, describe, expect, it } from "vitest";
import { exampleEvents, exampleFolder } from "./support/example-store.js";
import { runEarshot } from "./support/run-earshot.js";

const { store } = exampleFolder();
const again = JSON.stringify(exampleEvents.slice(0, 4))
  .replaceAll("aaa-chain", "ccc-chain")
  .replaceAll("aab-model", "ccd-model")
  .replace('[\\"hi\\"]', '[\\"ho\\\\nthere\\"]')
  .replace('"0.0075"', '"0.0080"');
beforeAll(async () => {
  const open = await openTraceStore({ path: store });
  await open.append(JSON.parse(again) as typeof exampleEvents);
  await open.close();
});
const diff = (...words: string[]) => runEarshot(["diff", ...words, "--store", store]);

describe("earshot diff", () => {
  it("shows in what two runs differ, and folds what is the same", async () => {
    const { exitCode, stdout } = await diff("aaa", "ccc-chain");
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      "= ask chain\n" +
        "~   claude chat_model\n" +
        "      input:\n      - hi\n      + ho\n      + there\n" +
        "      cost: $0.0075 → $0.0080\n" +
        "\n1 same, 1 changed, 0 only left, 0 only right\n",
    );
    expect((await diff("aaa", "aaa")).stdout).toMatch(/^= ask chain …\n\n2 same/);
  });

  it("shows what is only on one side, as JSON too, and fails if it is asked to", async () => {
    const { exitCode, stdout } = await diff("aaa", "bbb", "--exit-code");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/status: ok → error\n/);
    expect(stdout).toMatch(/^- {3}claude chat_model$/m);
    expect((await diff("aaa", "aaa", "--exit-code")).exitCode).toBe(0);
    const { counts } = JSON.parse((await diff("aaa", "ccc-chain", "--json")).stdout) as { readonly counts: unknown };
    expect(counts).toEqual({ same: 1, changed: 1, left: 0, right: 0 });
    expect((await diff("aaa")).exitCode).toBe(2);
  });
});
