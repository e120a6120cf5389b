/** What stands in for a secret: the name it is known by, which is the name of the environment variable it usually comes from. */
export interface SerializedSecret {
  readonly lc: 1;
  readonly type: "secret";
  readonly id: string[];
}

/** Makes the stand-in for the secret called `name`. */
export function serializedSecret(name: string): SerializedSecret {
  return { lc: 1, type: "secret", id: [name] };
}
