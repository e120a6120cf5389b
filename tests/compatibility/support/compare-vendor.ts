import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Library } from "../../differential/library.js";
import { defineScriptedModels } from "../../differential/scripted-models.js";
import type { Limit } from "../compatibility-row.js";
import { expectRow } from "../expect-row.js";
import { installedVersion } from "../lane.js";
import { Collector } from "./collector.js";
import { loadLibraries } from "./load-libraries.js";
import { normalisePayload, type Payload } from "./normalise-payload.js";
import type { Vendor } from "./vendor.js";
import { vendorPrograms, type VendorProgram } from "./vendor-programs.js";

/**
 * The tests of one vendor: every program runs on LangChain and on Earshot with the vendor's handler as npm has it, and its service is
 * sent the same, field by field, but for the differences that are listed. The last test is the vendor's row of docs/compatibility.md.
 */
export async function compareVendor(vendor: Vendor): Promise<void> {
  const { langchain, earshot } = await loadLibraries();
  const same: string[] = [];
  const occurred = new Set<Limit>();

  describe(`${vendor.package}`, () => {
    it.each(vendorPrograms)("$name", async (program) => {
      const theirs = await payloadOf(vendor, program, langchain);
      expect(Object.keys(theirs), "LangChain's payload").not.toEqual([]);
      const { expected, differences } = expectedOf(vendor, program, theirs);
      expect(await payloadOf(vendor, program, earshot)).toStrictEqual(expected);
      for (const difference of differences) occurred.add(difference);
      same.push(program.name);
    });

    it("differs in every place that is listed", () => {
      expect(vendor.differences.filter((difference) => !occurred.has(difference)).map(({ what }) => what)).toEqual([]);
    });

    it("has its row", () =>
      expectRow({
        section: "Vendors' handlers",
        package: vendor.row ?? `\`${vendor.package}\``,
        version: installedVersion(vendor.package),
        works: same,
        not: vendor.differences.map(({ what, reason }) => ({ what, reason })),
      }));
  });
}

async function payloadOf(vendor: Vendor, program: VendorProgram, library: Library): Promise<Payload> {
  const collector = await Collector.open(vendor.answer);
  try {
    const { handler, flush } = await vendor.attach({ url: collector.url, library });
    const callbacks = (handler === undefined ? [] : [handler]) as never;
    await program.run({ library, models: defineScriptedModels(library), callbacks });
    // Handlers are told in the background, in LangChain one event a turn.
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    await flush();
    return normalisePayload(await vendor.read(collector.requests), vendor.volatile ?? []);
  } finally {
    collector.close();
  }
}

function expectedOf(vendor: Vendor, program: VendorProgram, langchain: Payload) {
  let expected = langchain;
  const differences = [];
  for (const difference of vendor.differences) {
    if (difference.programs !== "all" && !difference.programs.includes(program.name)) continue;
    const changed = difference.expected(expected);
    const occurs = JSON.stringify(changed) !== JSON.stringify(expected);
    if (occurs) differences.push(difference);
    else if (difference.programs !== "all")
      expect.fail(`stale: "${difference.what}" doesn't occur in "${program.name}"`);
    expected = changed;
  }
  return { expected, differences };
}
