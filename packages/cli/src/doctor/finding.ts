/** What was found out about one thing. */
export interface Finding {
  readonly about: string;
  /** `advice`: it works, but something can be done. */
  readonly state: "ok" | "advice" | "wrong";
  readonly says: string;
  /** What to do. */
  readonly advice?: string;
}
