import type { Described } from "../describe-value.js";
import { rewriteObjects } from "./rewrite-values.js";
import type { DescribedObject, Rewrite } from "./rewrite.js";

interface DescribedStep extends DescribedObject {
  readonly op: string;
  readonly path: string;
}

type DescribedPatch = readonly DescribedStep[];

function rewritePatches(rewrite: (patches: readonly DescribedPatch[]) => readonly DescribedPatch[]): Rewrite {
  return rewriteObjects((object) =>
    Array.isArray(object.patches)
      ? { ...object, patches: rewrite(object.patches as unknown as DescribedPatch[]) as unknown as Described }
      : object,
  );
}

const pathOf = (patch: DescribedPatch) => patch[0]?.path ?? "";

/** A model's chunk stands before all that is made of it. */
export const logsModelChunksFirst: Rewrite = rewritePatches((patches) => {
  const ordered: DescribedPatch[] = [];
  let place = 0; // behind the last patch that is not made of the chunk that comes next
  for (const patch of patches) {
    const isToken = pathOf(patch).includes("streamed_output_str");
    if (isToken) ordered.splice(place, 0, patch);
    else ordered.push(patch);
    if (isToken || !pathOf(patch).endsWith("streamed_output/-")) place = ordered.length;
  }
  return ordered;
});

/** What isn't there is added. */
export const addsFinalOutput: Rewrite = rewritePatches((patches) =>
  patches.map((patch) => patch.map((step) => (step.path === "/final_output" ? { ...step, op: "add" } : step))),
);
