import type { Runnable } from "../runnable.js";
import type { GraphSchema } from "./graph-node.js";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id in its two parts: the groups that the node is in, and what is its own. */
export function partsOfId(id: string): { readonly groups: string; readonly own: string; readonly isMadeUp: boolean } {
  const end = id.lastIndexOf(":") + 1;
  const own = id.slice(end);
  return { groups: id.slice(0, end), own, isMadeUp: uuid.test(own) };
}

/** How a node is called: by the id it was given, else by what it stands for, without LangChain's prefix. */
export function nodeName(id: string, data: Runnable | GraphSchema): string {
  const { own, isMadeUp } = partsOfId(id);
  if (!isMadeUp) return own;
  if (!isRunnable(data)) return data.name ?? "Unknown";
  const name = data.getName();
  return name.startsWith("Runnable") && name !== "Runnable" ? name.slice("Runnable".length) : name;
}

export function isRunnable(data: Runnable | GraphSchema): data is Runnable {
  return (data as { lc_runnable?: unknown }).lc_runnable === true;
}
