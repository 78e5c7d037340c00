import type { AccessGraph } from "../../../access";

/**
 * Who has what by the letter of the rules, found by trying everybody with every perm: slow, and written
 * without a line of what it checks. `username perm`, sorted.
 */
export function closure(graph: AccessGraph, at: Date): string[] {
  const usernames = new Set([
    ...graph.people.keys(),
    ...graph.memberships.map((one) => one.person),
    ...graph.grants.filter((one) => one.to.kind === "user").map((one) => one.to.id),
  ]);
  const perms = new Set([...graph.perms.keys(), ...graph.grants.map((one) => one.perm)]);
  const found: string[] = [];
  for (const username of usernames) {
    for (const perm of perms) if (has(graph, username, perm, at)) found.push(`${username} ${perm}`);
  }
  return found.sort();
}

function has(graph: AccessGraph, username: string, perm: string, at: Date): boolean {
  const now = at.toISOString();
  const lives = (one: { until?: string | undefined }) => one.until === undefined || now < one.until;
  const facts = graph.perms.get(perm);
  const rules = facts?.isAppAccess ? graph.rules.appAccess : graph.rules.perms;
  const effect = (kind: string, id: string) =>
    graph.grants.find(
      (one) => one.perm === perm && one.to.kind === kind && one.to.id === id && lives(one),
    )?.effect;

  /** What is said of each node from this one up, the nearest first. */
  function upwards(id: string, seen: string[] = []): ("allow" | "deny")[] {
    if (seen.includes(id)) return [];
    const mine = effect("node", id);
    const parent = graph.nodes.get(id)?.parent;
    const above =
      parent === undefined || rules.reachesBelow === false ? [] : upwards(parent, [...seen, id]);
    return mine ? [mine, ...above] : above;
  }

  const own = effect("user", username);
  const nodes = graph.memberships.filter((one) => one.person === username && lives(one));
  const inherited = nodes.map((one) => upwards(one.node));
  const everything = [...(own ? [own] : []), ...inherited.flat()];

  const isGranted = everything.includes("allow");
  const isDenied = everything.includes("deny");
  const byNearest = own ? own === "allow" : inherited.some((said) => said[0] === "allow");
  const nearestDenies = own ? own === "deny" : !byNearest && isDenied;
  const [granted, denied] =
    rules.denial === "none"
      ? [isGranted, false]
      : rules.denial === "nearest"
        ? [byNearest, nearestDenies]
        : [isGranted && !isDenied, isDenied];

  const isOpen = facts?.isAppAccess === true && graph.apps.get(facts.scope)?.allowsAnyUser === true;
  const letsIn =
    isOpen && graph.people.has(username) && (!denied || graph.rules.isOpenToDenied === true);
  return granted || letsIn;
}
