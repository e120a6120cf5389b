import type { Visibility } from "@earshot/core/events";

/** The part of LangChain's serialized form that says what a thing is. */
export interface SerializedComponent {
  readonly id?: readonly string[];
  readonly name?: string;
}

/** What typed events call a run: as its config does, or its component. */
export function nameOfRun(runName: string | undefined, serialized: SerializedComponent | undefined): string {
  return runName ?? serialized?.name ?? serialized?.id?.at(-1) ?? "run";
}

/** What LangChain's own packages hide from traces is for the makers of the app. */
export function visibilityOf(tags: readonly string[] | undefined): Visibility | undefined {
  return tags?.includes("langsmith:hidden") === true ? "internal" : undefined;
}

/** A tool's input as text, and as what the text stands for if it is JSON. */
export function toolArguments(input: unknown): { readonly input: string; readonly args: unknown } {
  if (typeof input !== "string") return { args: input, input: JSON.stringify(input) ?? "" };
  try {
    return { args: JSON.parse(input) as unknown, input };
  } catch {
    return { args: input, input };
  }
}
