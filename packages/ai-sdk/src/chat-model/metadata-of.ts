/** What the provider said of a piece, to be told it again when the conversation goes on. */
export function metadataOf(part: object): { readonly providerMetadata?: unknown } {
  const { providerMetadata } = part as { readonly providerMetadata?: unknown };
  return providerMetadata === undefined ? {} : { providerMetadata };
}
