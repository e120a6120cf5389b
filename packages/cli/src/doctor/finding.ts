/** What was found out about one thing. */
export interface Finding {
  readonly about: string;
  /** `advice`: it works, but something can be done. */
  readonly state: "ok" | "advice" | "wrong";
  readonly says: string;
  /** What to do. */
  readonly advice?: string;
  /** The same for programs. */
  readonly facts?: { readonly [name: string]: unknown };
}

/** What a check came to; one that threw found something wrong. */
export async function findingOf(about: string, check: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return { about, state: "wrong", says: error instanceof Error ? error.message : String(error) };
  }
}
