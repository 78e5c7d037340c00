/** Apps, perms and grants: what may name what, and which words and settings there are. */
import type * as pulumi from "@pulumi/pulumi";
import { App, Node, Org, Perm, PermGrants, User, type MemberMap } from "../../../provider";

const acme = new Org("acme", { name: "Acme" });
const sales = new Node("sales", { org: acme, kind: "department", name: "Sales" });
const ada = new User("ada", { username: "adalovelace" });
declare const computed: pulumi.Output<string>;
declare const lists: pulumi.Output<string[]>;
const named = { org: acme, name: "CI" };

const ci = new App("ci", { ...named, oauth: { redirectUris: [computed], rotate: "1" } });
new App("off", { ...named, oauth: false, saml: false, ldap: false, http: true });
new App("words", { ...named, oauth: { clientType: "public", grantType: "client-credentials" } });
new App("cleared", { ...named, homepage: null, logo: null, description: null });
new App("saml", { ...named, saml: { entityId: "sp", cert: computed, acs: null } });
// @ts-expect-error no such client type
new App("client-type", { ...named, oauth: { clientType: "secret" } });
// @ts-expect-error no such grant type
new App("grant-type", { ...named, oauth: { grantType: "authorization_code" } });
// @ts-expect-error on is settings, {} at least
new App("on", { ...named, oauth: true });
// @ts-expect-error null is not off
new App("null", { ...named, oauth: null });
// @ts-expect-error a list of addresses
new App("text", { ...named, oauth: { redirectUris: "https://ci.example" } });
// @ts-expect-error credentials are the server's to make
new App("credentials", { ...named, oauth: { clientSecret: "x" } });
// @ts-expect-error who the app is must be told
new App("nobody", { ...named, saml: { cert: "PEM" } });

const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
new Perm("of-org", { scope: acme, name: "Audit", description: null });
new Perm("of-id", { scope: computed, name: "Audit" });
// @ts-expect-error a node has no perms
new Perm("of-node", { scope: sales, name: "Audit" });
// @ts-expect-error a perm is about something
new Perm("of-nothing", { name: "Audit" });

new PermGrants("all", { perm: deploy, users: [ada, "grace"], nodes: [sales], denyUsers: lists });
new PermGrants("access", { perm: ci.accessPerm, denyNodes: [acme.root("role"), "g_leads"] });
new PermGrants("by-id", { perm: "app_ci_deploy", users: [], mode: "exact", removalLimit: "50%" });
// @ts-expect-error an app is no perm: its accessPerm is
new PermGrants("app", { perm: ci, users: [] });
// @ts-expect-error a node is no user
new PermGrants("node-for-user", { perm: deploy, users: [sales] });
// @ts-expect-error a user is no node
new PermGrants("user-for-node", { perm: deploy, denyNodes: [ada] });
// @ts-expect-error a list can't be adopted without being there
new PermGrants("adoption", { perm: deploy, users: [], adopt: "only" });

export const texts: pulumi.Output<string>[] = [ci.appId, ci.accessPerm, deploy.scope];
export const credentials: pulumi.Output<string | undefined>[] = [ci.clientId, ci.clientSecret];
export const granted: pulumi.Output<MemberMap | undefined> = new PermGrants("own", {
  ...{ perm: deploy, users: [] },
}).users;
