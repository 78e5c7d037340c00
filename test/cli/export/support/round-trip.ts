import assert from "node:assert/strict";
import { parse } from "yaml";
import { detect } from "../../../../cli/drift/detect";
import { exportedBy } from "../../../../cli/export/export-org";
import type { Files } from "../../../../cli/export/source-files";
import type { KindName } from "../../../../provider/kinds";
import type { System } from "../../../provider/conformance/system";
import { Stack } from "../../../provider/support/stack";
import { inspectorOf } from "../../support/inspector";
import { resourcesOf } from "./resources-of";

const isWrite = (request: string) => !/^GET |login|get-|list-|\/token/.test(request);

/** What the command writes for an org, of which nothing may be missing. */
export async function wholeExport(system: System, org: string): Promise<Files> {
  const inspector = inspectorOf(system.session().session);
  const { files, gaps } = await exportedBy(inspector, { org, language: "typescript" });
  assert.deepEqual(gaps, []);
  return files;
}

/**
 * Export, up without a write, empty preview, no drift; on an empty server an equal org, which makes the
 * same files again.
 */
export async function roundTrip(system: System, org: string, empty: System): Promise<void> {
  const files = await wholeExport(system, org);
  const program = await resourcesOf(files);
  const stack = new Stack(system.url, { ...system.settings, onRemove: "keep" });
  await stack.up(program);
  assert.deepEqual(stack.requests.filter(isWrite), []);
  assert.deepEqual(await stack.preview(program), []);
  assert.deepEqual(await driftIn(stack, system), []);

  const again = await resourcesOf(onEmpty(files));
  const other = new Stack(empty.url, empty.settings);
  await other.up(again);
  const copy = await wholeExport(empty, other.idOf(nameOfOrg(other)));
  assert.deepEqual(comparable(copy), comparable(files));
}

/** What drift finds in what a stack holds. */
async function driftIn(stack: Stack, system: System): Promise<string[]> {
  const held = await stack.readState({ organization: "", project: "", stack: "", parents: "" });
  const { session } = system.session({ tenant: system.url });
  const resources = held.map(({ kind, name, id, inputs, outputs }) => ({
    ...{ kind: kind as KindName, name, id, inputs, outputs, urn: name, provider: "" },
    ...{ secrets: new Set<string>(), isKept: true },
  }));
  const { findings, unseen } = await detect({ inspector: inspectorOf(session), resources });
  const shown = findings.map(({ category, kind, path, changes = [] }) =>
    [category, kind, path.join("/"), JSON.stringify(changes)].join(" "),
  );
  return [...shown, ...unseen.map(({ reason }) => reason)];
}

const nameOfOrg = (stack: Stack) => stack.names.find((one) => one.startsWith("Org ")) ?? "";

/** The same program for a server with nothing on it: one word differs. */
function onEmpty(files: Files): Files {
  const index = Object.entries(files).map(([name, text]) => {
    const count = text.split('adopt: "only"').length - 1;
    if (name.endsWith(".ts")) assert.ok(count <= 1, name);
    return [name, text.replace('adopt: "only"', 'adopt: "never"')] as const;
  });
  return Object.fromEntries(index);
}

/**
 * But for where the server is, and for the order of siblings, which no program declares: a node is made
 * after those that it is visible to.
 */
function comparable({ "Pulumi.yaml": project = "", ...files }: Files): Files {
  const entries = Object.entries(files).map(([name, text]) => {
    const lines = name === "org.yaml" ? [JSON.stringify(sorted(parse(text)))] : text.split("\n");
    return [name, lines.filter(Boolean).sort().join("\n")] as const;
  });
  const elsewhere = project.replace(/(identity:(?:url|realm):\n\s+value: ).*/g, "$1");
  return { ...Object.fromEntries(entries), "Pulumi.yaml": elsewhere };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const all = value.map(sorted);
    return all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sorted(one)]));
}
