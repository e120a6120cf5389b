export { renderRunTree, type RunTreeRendering } from "./render-run-tree.js";
export type { RunNode } from "./run-node.js";
export { runTreeHandler, type RunTreeHandler, type RunTreeHandlerOptions } from "./run-tree-handler.js";
