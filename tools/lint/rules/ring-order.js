import { posix } from "node:path";
import { importVisitor } from "../import-visitor.js";
import { ringOf, rings } from "../rings.js";
import { sourcePath } from "../source-path.js";

/** Inside core, a file imports from its own ring and the rings before it, never from a later one. */
export const ringOrder = {
  create(context) {
    const from = sourcePath(context.filename);
    if (from === undefined || from.package !== "core" || from.isTest) return {};
    const own = ringOf(from.folder);
    return importVisitor((specifier, node) => {
      if (own === -1) {
        const message = `The folder "${from.folder}" has no ring yet. Add it to tools/lint/rings.js, so that its imports can be judged.`;
        context.report({ node, message });
        return;
      }
      if (!specifier.startsWith(".")) return;
      const target = posix.join(posix.dirname(from.path), specifier).split("/")[0];
      const message = ringMessage(from.folder, own, target);
      if (message !== undefined) context.report({ node, message });
    });
  },
};

function ringMessage(folder, own, target) {
  const other = ringOf(target);
  if (target === "..") return undefined;
  if (other === -1) return `The folder "${target}" has no ring yet. Add it to tools/lint/rings.js.`;
  if (other <= own) return undefined;
  const allowed = rings.slice(0, own + 1).flat();
  return (
    `"${folder}" must not import "${target}": an inner ring that knows an outer one pulls it into every bundle of the kernel. ` +
    `Move the shared part inwards or let the outer ring hand it in. Allowed here: ${allowed.join(", ")}.`
  );
}
