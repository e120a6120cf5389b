import type { StructuredToolInterface } from "./structured-tool-interface.js";

/** Tools that belong together. */
export abstract class BaseToolkit {
  abstract tools: StructuredToolInterface[];

  getTools(): StructuredToolInterface[] {
    return this.tools;
  }
}
