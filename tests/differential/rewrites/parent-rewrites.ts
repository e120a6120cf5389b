import { combine } from "./combine.js";
import { rewriteArgument } from "./rewrite-values.js";
import type { Rewrite } from "./rewrite.js";

/** The second run, which LangChain makes a root, belongs to the first. */
export const belongsToItsParent: Rewrite = combine(
  rewriteArgument(/Start$/, 3, (parent, call) => (call.arguments[2] === "run 2" ? "run 1" : parent)),
  rewriteArgument(/End$/, 2, (parent, call) => (call.arguments[1] === "run 2" ? "run 1" : parent)),
);

/** The only run that is heard has a parent that isn't, and stands in a sequence. */
export const belongsToUnheardParent: Rewrite = combine(
  rewriteArgument(/Start$/, 3, () => "run 2"),
  rewriteArgument(/Start$/, 5, () => ["seq:step:2"]),
  rewriteArgument(/End$/, 2, () => "run 2"),
  rewriteArgument(/End$/, 3, () => ["seq:step:2"]),
);
