import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ArkIDClient } from "../../../sdk";
import { routes } from "../replay/routes";
import { ROWS } from "./document-rows";
import { serve, worldOn, type Served } from "./document-world";

/** Every method of the Python client's document. */
const PYTHON = `
  start_auth get_token auth_to_get_token revoke_token auth_token get_authorizer
  query_user_list query_isolated_user query_user create_user update_user delete_user
  query_specified_perm
  query_own_org query_org create_org delete_org update_org query_orguser_list add_orguser
  delete_orguser query_orguser update_orguser get_org_invitation_key refresh_org_invitation_key
  view_org_by_invitation_key join_org_by_invitation_key
  query_node view_node update_node delete_node get_node_tree_list get_node_tree view_node_tree
  get_subnode create_subnode add_subnode sort_subnode query_user_under_node add_user_under_node
  delete_user_under_node override_user_under_node sort_user_under_node move_out_user_under_node
  view_perm view_profile view_current_org switch_current_org query_apps
  query_all_perm create_perm query_perm update_perm query_perm_owner update_perm_owner
  query_specified_user_perm update_specified_user_perm query_dept_perm update_dept_perm
  query_group_perm update_group_perm query_node_perm update_node_perm
  get_sms_captcha verify_sms_captcha
  query_app_list create_app query_app update_app delete_app register_app
  get post put patch delete set_app_name
`
  .trim()
  .split(/\s+/);

interface Row {
  python: string;
  here: string;
  http: string;
}

function readTable(): Row[] {
  const text = readFileSync(join(__dirname, "../../../docs/sdk.md"), "utf8");
  return text
    .slice(text.indexOf("## Methods"))
    .split("\n")
    .filter((line) => line.includes("`client."))
    .map((line) => {
      const [, python = "", here = "", http = ""] = line.split("|").map((cell) => cell.trim());
      return { python: python.replaceAll("`", ""), here: here.replaceAll("`", ""), http };
    });
}

const client = new ArkIDClient({ url: "http://127.0.0.1:1" });

function find(here: string): unknown {
  const [first = "", second] = here.replace("client.", "").split(".");
  const holder = client as unknown as Record<string, Record<string, unknown>>;
  return second === undefined ? holder[first] : holder[first]?.[second];
}

/** Everything that the service clients offer; their helpers are truly private. */
function offered(): string[] {
  return Object.entries(client).flatMap(([service, value]: [string, unknown]) => {
    const isService = String((value as object | undefined)?.constructor.name).endsWith("Client");
    if (!isService) return [];
    return Object.getOwnPropertyNames(Object.getPrototypeOf(value))
      .filter((name) => name !== "constructor")
      .map((name) => `client.${service}.${name}`);
  });
}

describe("the method table", () => {
  const rows = readTable();

  it("has a row for every method of the document", () => {
    const named = rows.map(({ python }) => python).filter(Boolean);
    assert.deepEqual(named.toSorted(), PYTHON.toSorted());
  });

  for (const { here } of rows) {
    it(`names a method that there is: ${here}`, () => {
      assert.equal(typeof find(here), "function");
    });
  }

  it("leaves out none that there is", () => {
    const named = new Set(rows.map(({ here }) => here));
    assert.deepEqual(
      offered().filter((here) => !named.has(here)),
      [],
    );
  });

  it("names only endpoints that the recorded answers have", () => {
    const unknown = rows
      .map(({ http }) => /`(\w+ [^`]+)`/.exec(http)?.[1]?.replaceAll(/<\w+>/g, ":"))
      .filter((http) => http !== undefined && !http.endsWith(" :") && !(http in routes));
    assert.deepEqual(unknown, []);
  });
});

describe("the document, row by row on the embedded server", function () {
  this.timeout(20_000);
  let served: Served;
  before(async () => (served = await serve()));
  after(() => served.server.close());

  it("has a row for every method", () => {
    const named = ROWS.map(({ python }) => python.replace(/\(.*/, ""));
    assert.deepEqual(named.toSorted(), PYTHON.toSorted());
  });

  for (const { python, call, back } of ROWS) {
    it(`is kept to: ${python}`, async () => {
      assert.deepEqual(await call(await worldOn(served)), back);
    });
  }
});
