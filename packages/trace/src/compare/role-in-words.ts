const words: Readonly<Record<string, string>> = { Human: "User", AI: "Assistant" };

/** Who said a message, by the tag that it has in event lines: the studio's chats, its comparisons and the command use the same words. */
export function roleInWords(tag: string): string {
  const role = tag.replace(/Message(?:Chunk)?$/u, "");
  return words[role] ?? role;
}
