import type { Document } from "../documents/document.js";
import { BaseParentRunManager } from "./base-parent-run-manager.js";

/** The manager of one retrieval. */
export class CallbackManagerForRetrieverRun extends BaseParentRunManager {
  async handleRetrieverEnd(documents: readonly Document[]): Promise<void> {
    await this.succeed(documents);
  }

  async handleRetrieverError(error: unknown): Promise<void> {
    await this.fail(error);
  }
}
