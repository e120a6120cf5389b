import type { Subject } from "./subject.js";

/** The metadata object that a caller passes, after the call. */
export async function changedMetadata({ library }: Subject): Promise<unknown> {
  const metadata = { key: "value" };
  await library.RunnableLambda.from((input: number) => input).invoke(1, {
    metadata,
    timeout: 1000,
    configurable: { model: "scripted-1" },
  });
  return metadata;
}
