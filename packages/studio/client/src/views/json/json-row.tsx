import { withVisibleMarks } from "../../format/visible-marks.js";
import type { JsonIndex } from "./json-index.js";

interface JsonRowProps {
  readonly id: string;
  readonly index: JsonIndex;
  readonly node: number;
  readonly start: number;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  onChoose(): void;
  onFold(): void;
}

/** As much of a value as a row can show. */
const longest = 240;

/** A value in a row: its key, and what it is. */
export function JsonRow({ id, index, node, start, isOpen, isChosen, onChoose, onFold }: JsonRowProps) {
  const isContainer = index.isContainer(node);
  const label = index.label(node);
  const press = () => {
    onChoose();
    if (isContainer) onFold();
  };
  return (
    <div
      id={id}
      class="v-json-row"
      role="treeitem"
      aria-level={index.depth(node) + 1}
      aria-expanded={isContainer ? isOpen : undefined}
      aria-selected={isChosen}
      style={{ transform: `translateY(${start}px)`, paddingLeft: `${6 + Math.min(index.depth(node), 40) * 14}px` }}
      onClick={press}
    >
      <span class="v-json-fold" aria-hidden="true">
        {isContainer ? (isOpen ? "▾" : "▸") : ""}
      </span>
      {label !== undefined && (
        <span class="v-json-key" data-is-place={typeof label === "number"}>
          {typeof label === "number" ? label : withVisibleMarks(label.slice(0, longest))}:
        </span>
      )}
      <Value index={index} node={node} />
    </div>
  );
}

function Value({ index, node }: Pick<JsonRowProps, "index" | "node">) {
  const kind = index.kind(node);
  if (kind === "object" || kind === "list") {
    const size = index.size(node).toLocaleString("en");
    return <span class="v-json-size">{kind === "list" ? `[${size}]` : `{${size}}`}</span>;
  }
  const length = index.length(node);
  return (
    <>
      <span class="v-json-value" data-kind={kind}>
        {withVisibleMarks(index.source(node, longest))}
        {length > longest && "…"}
      </span>
      {length > longest && <span class="v-json-size">{length.toLocaleString("en")}</span>}
    </>
  );
}
