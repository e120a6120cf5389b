const suppression = /^\s*(?:eslint|oxlint)-disable(?:-next-line|-line)?\s+(.*)$/s;

/** A switched-off rule says which one and why: `// oxlint-disable-next-line no-console -- the CLI's own output`. */
export const suppressionReason = {
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const text = comment.value.trim();
          if (!/^(?:eslint|oxlint)-disable/.test(text)) continue;
          const rules = suppression.exec(text)?.[1] ?? "";
          if (/^\S.*\s--\s+\S{2,}/s.test(rules)) continue;
          const message =
            "A suppression names its rules and a reason: `oxlint-disable-next-line some-rule -- why it is right here`.";
          context.report({ node: comment, message });
        }
      },
    };
  },
};
