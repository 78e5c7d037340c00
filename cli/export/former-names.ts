import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { formerStatements } from "./former-statements";
import { nodeIdentity, personIdentity, PROJECT } from "./identities";
import { TREE_LISTS } from "./nodes";

const entry = z.looseObject({ key: z.string(), uid: z.string() });
const person = z.looseObject({ key: z.string(), username: z.string().optional() });
const project = z.looseObject({ name: z.string() });
const list = z.array(z.unknown()).catch([]);

/**
 * The names that a former export gave, by identity: they stay what they are, whatever came to the org
 * since and whatever somebody renamed, since a resource under another name is another one for Pulumi.
 * @param folder where that export is; none where there is no such folder
 */
export function formerNames(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const sources = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const program = sources.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  return new Map([
    ...projectName(contentOf(join(folder, "Pulumi.yaml"))),
    ...keysIn(contentOf(join(folder, "org.yaml"))),
    ...formerStatements(program),
  ]);
}

function projectName(content: unknown): [string, string][] {
  const { success, data } = project.safeParse(content);
  return success ? [[PROJECT, data.name]] : [];
}

/** The keys of a tree's nodes and people. */
function keysIn(tree: unknown): Map<string, string> {
  const keys = new Map<string, string>();
  if (typeof tree !== "object" || tree === null) return keys;
  const addAll = (holder: object) => {
    for (const [kind, name] of Object.entries(TREE_LISTS)) {
      for (const one of list.parse(Reflect.get(holder, name))) {
        const { success, data } = entry.safeParse(one);
        if (!success) continue;
        keys.set(nodeIdentity(kind, data.uid), data.key);
        addAll(data);
      }
    }
  };
  addAll(tree);
  for (const one of list.parse(Reflect.get(tree, "people"))) {
    const { success, data } = person.safeParse(one);
    if (success) keys.set(personIdentity(data.username ?? data.key), data.key);
  }
  return keys;
}

/** A file that is no YAML any more says nothing. */
function contentOf(file: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    return parse(readFileSync(file, "utf8"), { logLevel: "silent" });
  } catch {
    return undefined;
  }
}
