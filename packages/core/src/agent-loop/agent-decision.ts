/** What is to become of a call that waits: LangChain's shapes. */
export type AgentDecision =
  | { readonly type: "approve" }
  | {
      readonly type: "edit";
      /** What is called in its place; without a name, the same tool. The model sees the call as it was edited. */
      readonly editedAction: { readonly name?: string; readonly args: Readonly<Record<string, unknown>> };
    }
  | {
      readonly type: "reject";
      /** What the model is told. */
      readonly message?: string;
    };

/** A decision for each call that waits: in the order of `actionRequests`, or by the ids of the calls. */
export type AgentDecisions = readonly AgentDecision[] | Readonly<Record<string, AgentDecision>>;
