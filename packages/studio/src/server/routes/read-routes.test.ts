import { expect, it } from "vitest";
import { memoryStore } from "../../../tests/support/memory-store.js";
import { startStudio } from "../start-studio.js";

it("offers filters the most frequent values, not all", async () => {
  const many = Array.from({ length: 2_000 }, (_, at) => `name ${at}`);
  const facets = { names: many, tags: many, models: many, kinds: ["chain"], metadataKeys: many };
  const store = memoryStore([], { facets: () => Promise.resolve(facets) });
  const studio = await startStudio({ store, port: 0 });
  try {
    const offered = (await (await fetch(new URL("/api/facets", studio.url))).json()) as typeof facets;
    expect([offered.names, offered.tags, offered.models, offered.metadataKeys]).toEqual(
      Array(4).fill(many.slice(0, 500)),
    );
    expect(offered.kinds).toEqual(["chain"]);
  } finally {
    await studio.close();
  }
});
