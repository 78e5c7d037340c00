import type { Backend } from "../../../../provider/backends/backend";
import { TENANT } from "../../../../provider/backends/snapshot";

/**
 * All that a server holds, by names in place of ids, so that two runs of one program can be compared:
 * what is there twice, or hangs elsewhere, shows.
 */
export async function portrait(behind: Backend) {
  const { users } = await behind.snapshot(TENANT, ["users"]);
  const orgs = await Promise.all((await behind.orgs.list()).map((one) => portraitOf(behind, one)));
  return {
    users: [...users.values()].map(({ username, name }) => `${username} ${name}`).sort(),
    orgs: orgs.sort((a, b) => a.name.localeCompare(b.name)),
  };
}

async function portraitOf(behind: Backend, { id, name }: { id: string; name: string }) {
  const all = await behind.snapshot(id, PARTS);
  const nodeName = (node: string | undefined) => all.nodes.get(node ?? "")?.name ?? "";
  const nodes = [...all.nodes.values()].map(({ id, name, description, parent }) => {
    const people = [...(all.nodeMembers.get(id) ?? [])].sort().join();
    return `${nodeName(parent)}/${name} "${description}" [${people}]`;
  });
  const perms = [...all.perms.values()].map(({ id, name, description }) => {
    const of = (all.grants.get(id) ?? []).map(({ kind, id: who, effect }) =>
      [effect, kind, kind === "node" ? nodeName(who) : who].join(" "),
    );
    return `${name} "${description}" [${of.sort().join()}]`;
  });
  const fields = await Promise.all(
    [...all.orgMembers].sort().map(async (username) => {
      const { position } = await behind.orgMembers.get({ org: id, id: username });
      return `${username} ${position}`;
    }),
  );
  const apps = [...all.apps.values()].map(({ name }) => name);
  return { name, nodes: nodes.sort(), members: fields, apps: apps.sort(), perms: perms.sort() };
}

const PARTS = ["nodes", "nodeMembers", "orgMembers", "apps", "perms", "grants"] as const;
