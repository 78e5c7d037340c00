import { Document, Scalar, visit, YAMLMap, YAMLSeq } from "yaml";
import { printable } from "../../provider/printable";
import { withNothingHidden } from "../output/safe-json";
import { widthOf } from "../code/width";
import { WIDTH } from "../code/print";
import type { Entry, TreeFile } from "./tree-entries";

/** The text of `org.yaml`. */
export function treeYaml(tree: TreeFile, head: readonly string[]): string {
  const top = new YAMLMap<Scalar, unknown>();
  const document = new Document(top);
  document.commentBefore = comment(head);
  top.set(new Scalar("name"), new Scalar(tree.name));
  for (const { list, entries } of [...tree.lists, { list: "people", entries: tree.people }]) {
    if (entries.length === 0) continue;
    const key = new Scalar(list);
    key.spaceBefore = true;
    top.set(key, listOf(entries, 0));
  }
  visit(document, {
    Scalar(_, scalar) {
      // What YAML would show as it is, and an editor would not.
      const { value } = scalar;
      if (typeof value !== "string" || withNothingHidden(value) === value) return;
      scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const text = document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
    doubleQuotedMinMultiLineLength: Infinity,
  });
  return withNothingHidden(text);
}

function listOf(entries: readonly Entry[], depth: number): YAMLSeq<YAMLMap> {
  const seq = new YAMLSeq<YAMLMap>();
  for (const { properties, people, list, below, notes } of entries) {
    const map = new YAMLMap<Scalar, unknown>();
    if (notes.length > 0) map.commentBefore = comment(notes);
    for (const [key, value] of Object.entries(properties)) {
      if (value !== undefined) map.set(new Scalar(key), new Scalar(value));
    }
    if (people.length > 0) map.set(new Scalar("people"), namesOf(people, depth));
    if (below.length > 0) map.set(new Scalar(list), listOf(below, depth + 1));
    seq.add(map);
  }
  return seq;
}

/** Names on one line where there is room, else each on its own. */
function namesOf(people: readonly string[], depth: number): YAMLSeq<Scalar> {
  const seq = new YAMLSeq<Scalar>();
  for (const one of people) seq.add(new Scalar(one));
  const indent = 4 * depth + 4;
  seq.flow = indent + widthOf(`people: [${people.join(", ")}]`) + people.length <= WIDTH;
  return seq;
}

const comment = (sentences: readonly string[]) =>
  sentences.map((one) => ` ${printable(one)}`).join("\n");
