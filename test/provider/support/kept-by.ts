import type { Capabilities, Rule } from "../../../provider/backends/backend";
import { parseAccessId } from "../../../provider/backends/domain/access-id";
import type { Values } from "../../../provider/engine/kind";
import type { Resource } from "./stack";

/**
 * A program as a system can have it: without what it does not keep, and in texts that it takes.
 * @param isOne whether a connection has one org only, so that its people come after it
 */
export function keptBy(
  capabilities: Capabilities,
  program: readonly Resource[],
  isOne: boolean,
): Resource[] {
  const isKept = (resource: Resource) => {
    const { kind, perm } = resource.inputs(String);
    const isNode = capabilities.nodeKinds.some((one) => one === kind);
    const isAccess = typeof perm === "string" && parseAccessId(perm) !== undefined;
    const isRefused = isAccess && capabilities.permProblem(perm) !== undefined;
    return (kind === undefined || isNode) && !isRefused;
  };
  const isOrg = ({ handler }: Resource) => isOne && handler.name === "Org";
  const ordered = [...program.filter(isOrg), ...program.filter((one) => !isOrg(one))];
  return ordered.filter(isKept).map((resource) => ({
    ...resource,
    inputs: (idOf) => keptInputs(capabilities, resource, resource.inputs(idOf)),
  }));
}

function keptInputs(
  capabilities: Capabilities,
  { name, handler }: Resource,
  inputs: Values,
): Values {
  const { lacks, ignores, rules, protocols } = capabilities;
  const missing = { ...lacks[handler.name], ...ignores[handler.name] };
  const isKept = ([key]: [string, unknown]) =>
    !(key in missing) &&
    (!isProtocol(key) || protocols.includes(key)) &&
    (key !== "denyUsers" || capabilities.denyProblem(String(inputs["perm"])) === undefined);
  const taken = ([key, value]: [string, unknown]) => {
    const rule = rules[handler.name]?.[key];
    return [key, typeof value === "string" ? takenBy(rule, value) : value] as const;
  };
  const kept = Object.entries(inputs).filter(isKept).map(taken);
  // Siblings, and the perms of a scope, have different names on some systems.
  const called = kept.map(([key, value]) =>
    key === "name" && SIBLINGS.has(handler.name) ? [key, `${name} ${String(value)}`] : [key, value],
  );
  return Object.fromEntries(called) as Values;
}

const SIBLINGS: ReadonlySet<string> = new Set(["Node", "Perm"]);

const isProtocol = (key: string): key is "oauth" | "ldap" | "http" | "saml" =>
  ["oauth", "ldap", "http", "saml"].includes(key);

/** Without the characters that it refuses, wherever they are. */
export function takenBy(rule: Rule | undefined, text: string): string {
  if (rule === undefined || rule.pattern.test(text.trim())) return text;
  return [...text].filter((one) => rule.pattern.test(`a${one}a`)).join("");
}
