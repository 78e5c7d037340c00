import assert from "node:assert/strict";
import { TestPool } from "./pool";

type Bag = Record<string, unknown>;
/**
 * A call and the data of its answer. `ADA` and `APP` stand for the ids of the pool's user and app,
 * `ID` and `TIME` for whatever the server makes up.
 */
type Call = [call: string, input: Bag, data: unknown];

const SUCCESS = { success: true };
const page = (...list: unknown[]) => ({ totalCount: list.length, list });

const ADA = { userId: "ADA" };
const SIMPLE_APP = {
  appId: "ID",
  appIdentifier: "wiki",
  appName: "Wiki",
  appLogo: "https://files.authing.co/authing-console/default-app-logo.png",
  appDescription: "",
  appType: "web",
  isIntegrateApp: false,
};
const USABLE_APP = {
  appId: "ID",
  appName: "Wiki",
  appLogo: SIMPLE_APP.appLogo,
  appLoginUrl: "",
};
const STAFF = { id: "ID", code: "staff", name: "Staff", description: "", type: "static" };
const PILOTS = { ...STAFF, code: "pilots", name: "Pilots" };
const POLICY = {
  policyId: "ID",
  policyName: "all",
  description: "",
  createdAt: "TIME",
  updatedAt: "TIME",
};
const GRANTED = {
  resourceCode: "repo",
  resourceType: "DATA",
  apiIdentifier: "",
  actions: ["read"],
  effect: "ALLOW",
};
const DISK = { code: "disk", type: "API" };
const ROLE = { code: "deploy", namespace: "default" };
const TARGET = { targetType: "GROUP", targetIdentifier: "staff" };
const LET_IN = { targetType: "GROUP", targetIdentifier: ["staff"], effect: "ALLOW" };
const STATEMENT = { effect: "ALLOW", permissions: ["crm/read"] };
const allowed = (targetType: string, name: string) => ({
  targetType,
  targetIdentifiers: [name],
  resources: [{ code: "repo", actions: ["read"] }],
});
const ROOT = { organizationCode: "acme", departmentId: "root" };

/** What the calls are about. */
const MADE: [path: string, body: Bag][] = [
  ["create-user", { username: "old", status: "Archived" }],
  ["create-organization", { organizationCode: "acme", organizationName: "Acme" }],
  ["add-department-members", { ...ROOT, userIds: ["ADA"] }],
  ["create-group", { code: "staff", name: "Staff" }],
  ["add-group-members", { code: "staff", userIds: ["ADA"] }],
  ["create-role", { code: "deploy" }],
  ["assign-role", { ...ROLE, targets: [TARGET, { targetType: "USER", targetIdentifier: "ADA" }] }],
  ["create-resource", { code: "repo", type: "DATA" }],
  ["authorize-resources", { list: [allowed("GROUP", "staff"), allowed("ROLE", "deploy")] }],
  ["create-data-policy", { policyName: "all", statementList: [STATEMENT] }],
  ["authorize-application-access", { appId: "APP", list: [LET_IN] }],
];

const CALLS: Call[] = [
  ["GET get-user-identities", ADA, []],
  ["GET get-user-logged-in-identities", ADA, []],
  ["GET get-user-loggedin-apps", ADA, []],
  ["GET get-user-login-history", { ...ADA, limit: 20, start: 0 }, page()],
  ["GET get-user-mfa-info", ADA, { totpStatus: "DISABLED", faceMfaStatus: "DISABLED" }],
  ["GET get-user-accessible-apps", ADA, [USABLE_APP]],
  ["GET get-user-authorized-apps", ADA, [USABLE_APP]],
  ["GET get-user-groups", ADA, page(STAFF)],
  ["GET list-archived-users", {}, page({ userId: "ID" })],
  ["GET search-department-members", { ...ROOT, keywords: "nobody" }, page()],
  ["GET get-application-simple-info", { appId: "APP" }, SIMPLE_APP],
  ["GET list-application-simple-info", { keywords: "Wi" }, page(SIMPLE_APP)],
  ["POST check-domain-available", { domain: "wiki" }, { available: false }],
  ["POST check-domain-available", { domain: "docs" }, { available: true }],
  ["POST update-auth-enabled", { id: "1", enabled: false }, SUCCESS],
  ["DELETE batch-applications-auth", { authIds: "1" }, SUCCESS],
  ["GET check-data-policy-exists", { policyName: "all" }, { isValid: false }],
  ["GET check-data-policy-exists", { policyName: "none" }, { isValid: true }],
  ["GET list-data-policies", { query: "al" }, page(POLICY)],
  ["GET list-simple-data-policies", {}, page({ policyId: "ID", policyName: "all" })],
  ["POST check-permission-namespace-exists", { code: "default" }, { isValid: false }],
  ["POST check-permission-namespace-exists", { name: "CI" }, { isValid: true }],
  ["POST create-groups-batch", { list: [{ code: "pilots", name: "Pilots" }] }, [PILOTS]],
  ["POST create-or-update-group", PILOTS, { created: false, data: PILOTS }],
  [
    "POST create-or-update-group",
    { ...PILOTS, code: "crew" },
    { created: true, data: { ...PILOTS, code: "crew" } },
  ],
  ["POST create-resources-batch", { list: [DISK] }, SUCCESS],
  [
    "GET get-resources-batch",
    { codeList: "disk,nothing" },
    [{ ...DISK, name: "", namespace: "default" }],
  ],
  ["GET get-group-authorized-resources", { code: "staff" }, page(GRANTED)],
  ["GET get-role-authorized-resources", { code: "deploy" }, page(GRANTED)],
  ["POST has-any-role", { ...ADA, roles: [ROLE, { code: "none" }] }, { hasAnyRole: true }],
  ["POST revoke-role-batch", { roles: [ROLE], targets: [TARGET] }, SUCCESS],
  ["POST multiple-namespace-delete-roles-batch", { roleList: [ROLE] }, SUCCESS],
];

describe("an endpoint of Authing", () => {
  let pool: TestPool;
  let ids: Record<"ADA" | "APP", string>;

  const call = (line: string, input: Bag) => {
    const [method = "", path = ""] = line.split(" ");
    const text = JSON.stringify(input).replace(/ADA|APP/g, (name) => ids[name as "ADA"]);
    const given = JSON.parse(text) as Record<string, string>;
    if (method === "POST") return pool.send(method, path, { body: given });
    return pool.send(method, `${path}?${new URLSearchParams(given).toString()}`);
  };
  const made = (data: unknown): unknown =>
    JSON.parse(
      JSON.stringify(data)
        .replace(/"[0-9a-f]{24}"/g, '"ID"')
        .replace(/"\d{4}-[^"]*Z"/g, '"TIME"'),
    );

  before(async () => {
    pool = await TestPool.start();
    const app = { appIdentifier: "wiki", appName: "Wiki" };
    const made = await pool.send("POST", "create-application", { body: app });
    const ada = await pool.send("POST", "create-user", { body: { username: "ada" } });
    ids = { ADA: String(ada.data?.["userId"]), APP: String(made.data?.["appId"]) };
    for (const [path, body] of MADE) {
      assert.equal((await call(`POST ${path}`, body)).statusCode, 200, path);
    }
  });
  after(() => pool.close());

  for (const [line, input, data] of CALLS) {
    it(`answers ${line} of ${JSON.stringify(input)}`, async () => {
      const answer = await call(line, input);
      assert.deepEqual([answer.statusCode, made(answer.data)], [200, data]);
    });
  }

  it("finds who is in a department by their words", async () => {
    const { data } = await call("GET search-department-members", { ...ROOT, keywords: "ada" });
    const [found] = data?.["list"] as Bag[];
    assert.deepEqual([data?.["totalCount"], found?.["username"]], [1, "ada"]);
  });
});
