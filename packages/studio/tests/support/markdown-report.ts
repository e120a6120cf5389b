/** A model's answer with all that markdown has: headings, lists, links, a table, code, a quote, boxes. */
export const markdownReport = `## What the figures say

The **median** latency fell from *820 ms* to **430 ms**; three things did it:

1. Prompts are cached – see [the guide](https://example.com/caching)
2. Fewer retries
3. A smaller model for \`classify\`

| model | calls | p50 | cost |
| --- | ---: | ---: | ---: |
| claude-sonnet-5 | 1,204 | 430 ms | $3.12 |
| claude-haiku-4.5 | 8,771 | 120 ms | $0.84 |

\`\`\`ts
const answer = await model.invoke("Hello", { callbacks: [studio()] });
console.log(answer.text);
\`\`\`

> Costs include cached tokens once.

- [x] checked against the bill
- [ ] compared with last month`;
