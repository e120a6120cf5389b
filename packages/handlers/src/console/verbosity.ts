/** How much is said. */
export type Verbosity = "quiet" | "normal" | "verbose";
