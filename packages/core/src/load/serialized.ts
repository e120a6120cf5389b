/** A component written down by its class and the arguments that rebuild it. `kwargs` never holds a secret's value. */
export interface SerializedConstructor {
  readonly lc: 1;
  readonly type: "constructor";
  readonly id: string[];
  readonly kwargs: Record<string, unknown>;
  readonly name?: string;
}

/** A component of which only the identity can be written down: a tool, a lambda, or an object that contains itself. */
export interface SerializedNotImplemented {
  readonly lc: 1;
  readonly type: "not_implemented";
  readonly id: string[];
  readonly name?: string;
}

/** How a component looks to whoever reads it from outside: `id` is always an array, its last item the class name. */
export type Serialized = SerializedConstructor | SerializedNotImplemented;
