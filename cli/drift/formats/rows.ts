import { escaped } from "../../chart/text";
import type { Finding } from "../../findings/finding";
import { tellingsOf, titleOf, type Piece } from "../../findings/telling";
import { badge } from "../../page/badge";
import type { PageEntry } from "../../page/entry";
import { named, way } from "../../page/named";
import { sentence } from "../../page/sentence";
import { told } from "../../page/told";
import { codeOf } from "./words";
import { accepted as acceptedCategory, drifted } from "./categories";

/** A finding in the list of a page. */
export function entryOf(finding: Finding): PageEntry {
  const { id, org, at, category, kind, accepted } = finding;
  return {
    ...{ id, org, at, kind },
    category: accepted ? acceptedCategory.name : category,
    words: wordsOf(finding),
    html: accepted ? `<div class="accepted">${rowOf(finding)}</div>` : rowOf(finding),
  };
}

function rowOf(finding: Finding): string {
  const { id, category, path, kind, advice, replaced } = finding;
  const mark = drifted.find(({ name }) => name === category);
  return `<p class="what">${mark ? badge(mark) : ""}<button type="button" class="show" data-entry="${escaped(id)}">${named(titleOf(finding))}</button> <span class="kind">${escaped(kind)}</span></p>
${way(path)}${told(tellingsOf(finding).map((pieces) => pieces.map(pieceOf).join("")))}
<p class="advice">${replaced ? "<strong>Replaced.</strong> " : ""}${sentence(advice)}</p>${code(finding)}
${facts(finding)}`;
}

function code(finding: Finding): string {
  const lines = codeOf(finding);
  return lines === undefined ? "" : `\n<pre class="fix"><code>${escaped(lines)}</code></pre>`;
}

/** A part of a sentence as HTML. */
function pieceOf(piece: Piece): string {
  if (typeof piece === "string") return escaped(piece);
  return "name" in piece ? named(piece.name) : `<q>${named(piece.value)}</q>`;
}

function facts(finding: Finding): string {
  const { resource, source, object, list, member, who, accepted, expired } = finding;
  const where = source === undefined ? "" : `, ${escaped(source)}`;
  const entry = list === undefined || list === "users" ? member : `${list} ${member}`;
  const parts = [
    resource === undefined ? undefined : `declared as <code>${escaped(resource)}</code>${where}`,
    `<code>${escaped(member === undefined ? object : `${object} ${entry}`)}</code>`,
    who &&
      `by <bdi>${escaped(who.actor)}</bdi>, ${escaped(who.at.slice(0, 16).replace("T", " "))} UTC`,
    accepted &&
      `accepted: <bdi>${escaped(accepted.reason)}</bdi>${accepted.expires ? `, until ${escaped(accepted.expires)}` : ""}`,
    expired && `expired on ${escaped(expired.expires)}: <bdi>${escaped(expired.reason)}</bdi>`,
  ];
  return `<p class="facts">${parts.filter((part) => part !== undefined).join(" · ")}</p>`;
}

/** What a search finds it by. */
function wordsOf(finding: Finding): string[] {
  const { category, kind, object, member, resource, who, path, changes = [] } = finding;
  const sentences = tellingsOf(finding).map((pieces) => pieces.map(textOf).join(""));
  const values = changes.flatMap(({ property, declared, live }) => [property, declared, live]);
  const about = [category, kind, object, member, resource, who?.actor, titleOf(finding)];
  return [...about, ...path, ...sentences, ...values].filter((one) => one !== undefined);
}

function textOf(piece: Piece): string {
  if (typeof piece === "string") return piece;
  return "name" in piece ? piece.name : piece.value;
}
