import { readFileSync } from "node:fs";
import { Actor } from "../model/actor";
import { createApp, oauthBlock } from "../model/apps";
import { setStatus } from "../model/grants";
import { createChild } from "../model/new-nodes";
import { addMembers } from "../model/node-members";
import { findNode, findNodeById } from "../model/nodes";
import { ensureOrgMember } from "../model/org-members";
import { createOrg } from "../model/orgs";
import { hashPassword } from "../model/passwords";
import { createPerm, findPerm } from "../model/perms";
import { freeSlug } from "../model/slug";
import { createUser, findUser } from "../model/users";
import { type Database } from "../storage/database";
import { type Seed, type SeedApp, type SeedNode, type SeedOrg, TOPS, seedFile } from "./format";
import { ORG_MEMBERS, PERMS, type NodeRow, type OrgRow, type UserRow } from "../model/tables";

/** Reads a seed file; throws an error of one sentence that names the place of what is wrong. */
export function readSeed(path: string): Seed {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the seed file ${path} can't be read: ${reason}`, { cause: error });
  }
  const parsed = seedFile.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`the seed file ${path} is wrong at ${issue?.path.join(".")}: ${issue?.message}`);
}

/** Loads a seed into a database; the caller's transaction makes it whole or nothing. */
export async function loadSeed(db: Database, seed: Seed): Promise<void> {
  for (const user of seed.users) {
    const { password, passwordHash } = user;
    loadUser(db, user, password ? (await hashPassword(password)).stored : passwordHash);
  }
  for (const org of seed.orgs) loadOrg(db, org);
  for (const perm of seed.perms) loadPerm(db, perm);
  for (const grant of seed.grants) loadGrant(db, grant);
}

function loadUser(db: Database, user: Seed["users"][number], hash: string | undefined): void {
  const { username, name, mobile, email, gender } = user;
  if (findUser(db, username)) throw new Error(`the seed names ${username} twice`);
  createUser(db, {
    username,
    name,
    mobile,
    private_email: email,
    gender,
    ...(hash !== undefined && { password: hash }),
  });
}

function knownUser(db: Database, username: string): UserRow {
  const user = findUser(db, username);
  if (!user) throw new Error(`the seed names ${username}, who is not among its users`);
  return user;
}

function loadOrg(db: Database, seed: SeedOrg): void {
  const owner = new Actor(db, knownUser(db, seed.owner));
  const org = createOrg(db, seed.name, owner.id);
  for (const { username, ...fields } of seed.members) {
    const { id } = knownUser(db, username);
    ensureOrgMember(db, org.id, id);
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    ORG_MEMBERS.update(db, { org_id: org.id, user_id: id }, Object.fromEntries(given));
  }
  for (const app of seed.apps) loadApp(db, app, org);
  for (const [list, kind, top] of TOPS) {
    const parent = findNode(db, kind, org[top]) as NodeRow;
    for (const node of seed[list]) loadNode(db, owner, org, parent, node);
  }
}

function loadApp(db: Database, seed: SeedApp, org: OrgRow): void {
  const { uid, allowAnyUser, oauth, ldap, http, saml, ...plain } = seed;
  createApp(
    db,
    uid,
    {
      ...plain,
      allow_any_user: allowAnyUser ? 1 : 0,
      oauth: oauth && oauthBlock(null, oauth),
      ldap: ldap ? "{}" : null,
      http: http ? "{}" : null,
      saml: saml && JSON.stringify(saml),
    },
    org,
  );
}

function loadNode(db: Database, owner: Actor, org: OrgRow, parent: NodeRow, seed: SeedNode): void {
  const { users = [], children = [], uid, ...wish } = seed;
  const isTaken = (slug: string) => findNode(db, parent.kind, slug) !== undefined;
  if (uid !== undefined && isTaken(uid)) throw new Error(`the seed names the node ${uid} twice`);
  // Companions of categories come with the seed, or not at all.
  const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  const node = createChild(db, owner, parent, undefined, {
    ...given,
    name: seed.name,
    uid: uid ?? freeSlug(seed.name, isTaken),
  });
  addMembers(
    db,
    node,
    users.map((username) => knownUser(db, username).id),
  );
  for (const child of children) loadNode(db, owner, org, node, child);
}

function loadPerm(db: Database, seed: Seed["perms"][number]): void {
  const { uid, name, remark, scope } = seed;
  const existing = findPerm(db, uid);
  if (existing) return PERMS.update(db, { id: existing.id }, { name, remark });
  const action = uid.startsWith(`app_${scope}_`) ? uid.slice(`app_${scope}_`.length) : uid;
  createPerm(db, { uid, name, remark, scope, action, subject: "app", posted: 1 });
}

function loadGrant(db: Database, seed: Seed["grants"][number]): void {
  const perm = findPerm(db, seed.perm);
  if (!perm) throw new Error(`the seed grants ${seed.perm}, which is not among its perms`);
  if (seed.user) setStatus(db, perm, "u", knownUser(db, seed.user), seed.status);
  const node = seed.node ? findNodeById(db, seed.node) : undefined;
  if (seed.node && !node) throw new Error(`the seed names the node ${seed.node}, which it has not`);
  if (node) setStatus(db, perm, "n", { id: node.pk, born: node.born }, seed.status);
}
