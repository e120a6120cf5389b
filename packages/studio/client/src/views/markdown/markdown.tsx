import { type MarkedToken, marked, type Token, type Tokens } from "marked";
import { Component, type ComponentChildren } from "preact";
import { CodeBlock } from "../parts/code-block.js";
import { InlineImage } from "../parts/inline-image.js";
import { decodeEntities } from "./decode-entities.js";
import { safeLink } from "./safe-link.js";

/**
 * Shows Markdown that nobody vouches for. No HTML is ever made of it: marked reads it into tokens, and these become elements of this list alone,
 * with texts as text nodes. HTML within is shown as it is written, links lead to the web alone, and images come from the text itself or not at all.
 */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div class="v-markdown">
      {tokensOf(text).map((token, index) => (
        <Block key={index} token={token} />
      ))}
    </div>
  );
}

function tokensOf(text: string): readonly Token[] {
  try {
    return marked.lexer(text, { gfm: true });
  } catch {
    return [{ type: "code", raw: text, text, lang: "text" }];
  }
}

/** While an answer comes only its last block changes: the others are drawn once. */
class Block extends Component<{ readonly token: Token }> {
  override shouldComponentUpdate({ token }: { readonly token: Token }): boolean {
    return token.raw !== this.props.token.raw || token.type !== this.props.token.type;
  }

  override render() {
    return <>{draw(this.props.token)}</>;
  }
}

const drawAll = (tokens: readonly Token[] | undefined): ComponentChildren => tokens?.map((token) => draw(token));

const inline = (token: { readonly tokens?: readonly Token[] | undefined; readonly text: string }) =>
  token.tokens === undefined ? decodeEntities(token.text) : drawAll(token.tokens);

function draw(given: Token): ComponentChildren {
  const token = given as MarkedToken;
  switch (token.type) {
    case "heading":
      return (
        <p class={`v-heading v-heading-${token.depth}`} role="heading" aria-level={Math.min(token.depth + 2, 6)}>
          {inline(token)}
        </p>
      );
    case "paragraph":
      return <p>{inline(token)}</p>;
    case "text":
      return inline(token);
    case "escape":
      return token.text;
    case "strong":
      return <strong>{inline(token)}</strong>;
    case "em":
      return <em>{inline(token)}</em>;
    case "del":
      return <del>{inline(token)}</del>;
    case "codespan":
      return <code>{token.text}</code>;
    case "br":
      return <br />;
    case "hr":
      return <hr />;
    case "code":
      return <CodeBlock text={token.text} language={token.lang} />;
    case "blockquote":
      return <blockquote>{drawAll(token.tokens)}</blockquote>;
    case "list":
      return drawList(token);
    case "table":
      return drawTable(token);
    case "link":
      return drawLink(token);
    case "image":
      return <InlineImage source={token.href} label={token.text} />;
    case "checkbox":
      return <input type="checkbox" checked={token.checked} disabled aria-label={token.checked ? "Done" : "To do"} />;
    case "space":
    case "def":
      return null;
    default:
      return token.raw;
  }
}

function drawList({ ordered, start, items }: Tokens.List) {
  const rows = items.map((item, index) => <li key={index}>{drawAll(item.tokens)}</li>);
  return ordered ? <ol start={start === "" ? 1 : start}>{rows}</ol> : <ul>{rows}</ul>;
}

function drawTable({ header, rows }: Tokens.Table) {
  return (
    <div class="v-table-frame">
      <table>
        <thead>
          <tr>
            {header.map((cell, index) => (
              <th key={index} scope="col">
                {inline(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) => (
                <td key={at}>{inline(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function drawLink(token: Tokens.Link) {
  const href = safeLink(token.href);
  if (href === undefined) return <span title={`Not followed: ${token.href}`}>{inline(token)}</span>;
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">
      {inline(token)}
    </a>
  );
}
