import { AISDKStreamInterruptedError } from "./ai-sdk-stream-interrupted-error.js";

/** The error for a stream that ended without the provider having said that the answer is finished. */
export function interrupted({ modelId }: { readonly modelId: string }): AISDKStreamInterruptedError {
  return new AISDKStreamInterruptedError(
    `The stream of "${modelId}" ended before the provider said that the answer is finished. The text so far is not the whole answer: ` +
      "call again, and look for a proxy in between that cuts long answers.",
    { retryable: true },
  );
}
