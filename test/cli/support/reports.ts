import type { Category, Finding } from "../../../cli/findings/finding";
import type { DriftReport } from "../../../cli/drift/report";
import type { LiveNode, ReportedOrg } from "../../../cli/live-org/reported-org";
import { nodeKinds } from "../../../provider/backends/domain";

/** The six roots that every org has. */
function roots(org: string): LiveNode[] {
  return nodeKinds.map((kind) => ({
    id: `${org}-${kind}`,
    name: org,
    kind,
    parent: undefined,
    builtIn: true,
    members: kind === "direct" ? 1 : 0,
  }));
}

/** A report of an org with these nodes and findings. */
export function reportOf(orgs: readonly ReportedOrg[], findings: readonly Finding[]): DriftReport {
  const count = (category: Category) =>
    findings.filter((one) => one.category === category && !one.accepted).length;
  return {
    schema: 1,
    tool: { name: "pulumi-identity", version: "0.1.0" },
    checkedAt: "2026-11-21T14:19:19.000Z",
    tenants: ["https://id.acme.example"],
    stack: "acme/company/production",
    verdict: findings.length > 0 ? "drift" : "clean",
    failOn: ["changed", "missing", "unmanaged"],
    orgs,
    findings,
    unseen: [],
    counts: {
      changed: count("changed"),
      missing: count("missing"),
      unmanaged: count("unmanaged"),
      tolerated: count("tolerated"),
      overdue: count("overdue"),
    },
    expired: 0,
    accepted: findings.filter(({ accepted }) => accepted).length,
    checked: 86,
    notes: [],
    requests: 31,
  };
}

/** Departments by name, nested as deep as they are in the literal, each with how many are in it. */
interface Nest {
  readonly [name: string]: number | readonly [number, Nest];
}

/** @returns an org whose nodes' ids are their names */
export function orgOf(name: string, nest: Nest): ReportedOrg {
  const nodes = roots(name);
  const add = (below: Nest, parent: string) => {
    for (const [name, content] of Object.entries(below)) {
      const [members, inner] = typeof content === "number" ? [content, {}] : content;
      nodes.push({ id: name, name, kind: "department", parent, builtIn: false, members });
      add(inner, name);
    }
  };
  add(nest, `${name}-department`);
  return { id: name, name, nodes };
}

/** What somebody could call themselves. */
export const HOSTILE = {
  image: `<img src=x onerror="document.title='owned'">`,
  script: `</script><script>document.title="owned"</script>`,
  rightToLeft: "قسم الهندسة",
  override: "abc\u202egnp.exe",
  escape: "\u001b[31mred",
};

const finding = (
  id: string,
  at: string,
  category: Category,
  rest: Partial<Finding> & Pick<Finding, "path" | "kind">,
): Finding => ({
  id,
  category,
  object: `d_${id}`,
  org: "Acme",
  at,
  advice: "Add it to the program, or remove it from the server.",
  ...rest,
});

/** A company as the README has one, with a bit of everything wrong. */
export function companyReport(): DriftReport {
  const acme = orgOf("Acme", {
    Operations: [1, { Finance: 2, People: 1, Legal: 3 }],
    Engineering: [2, { Platform: [5, { Runtime: 3, Observability: 2 }], Web: 8, Mobile: 4 }],
    上海分公司: [1, { 市场部: 2, 研发部: [3, { 基础架构组: 6 }] }],
    Sales: [4, { "Europe, the Middle East and Africa": 9, Americas: 7 }],
    [HOSTILE.image]: 1,
    [HOSTILE.script]: 1,
    [HOSTILE.rightToLeft]: 2,
    [HOSTILE.override]: 0,
    [HOSTILE.escape]: 0,
  });
  return reportOf(
    [acme],
    [
      finding("web", "Web", "changed", {
        path: ["Acme", "Engineering", "Web"],
        kind: "Node",
        resource: "web",
        changes: [
          { property: "name", declared: "Web & Design", live: "Web" },
          { property: "description", declared: undefined, live: "renamed by hand" },
        ],
        advice: "Run pulumi up to set it back, or declare what is there.",
        who: { actor: "katherine", at: "2026-11-20T09:14:00Z" },
      }),
      finding("brendan", "Web", "unmanaged", {
        path: ["Acme", "Engineering", "Web", "Brendan Eich"],
        kind: "NodeMembers",
        member: "brendan",
        advice: "Add brendan to the list, or take them out: pulumi up does.",
      }),
      finding("archive", "Operations", "missing", {
        path: ["Acme", "Operations", "Archive"],
        kind: "Node",
        resource: "archive",
        advice: "Run pulumi up to make it again.",
      }),
      finding("runtime", "Runtime", "unmanaged", {
        path: ["Acme", "Engineering", "Platform", "Runtime"],
        kind: "Node",
        advice: 'Adopt it with adopt: "ifExists", or delete it.',
        who: { actor: HOSTILE.image, at: "2026-11-19T22:40:00Z" },
      }),
      finding("infra", "基础架构组", "tolerated", {
        path: ["Acme", "上海分公司", "研发部", "基础架构组", "夏培肃"],
        kind: "NodeMembers",
        member: "xiapeisu",
      }),
      finding("image", HOSTILE.image, "changed", {
        path: ["Acme", HOSTILE.image],
        kind: "Node",
        changes: [{ property: "name", declared: "Design", live: HOSTILE.image }],
      }),
      finding("grant", "Sales", "unmanaged", {
        path: ["Acme", "CI", "Deploy", "Sales"],
        kind: "PermGrants",
        accepted: { reason: "until the move is over", expires: "2026-12-31" },
      }),
    ],
  );
}

/** An org of so many departments, eight below each, with a finding in every twentieth. */
export function bigReport(size = 10_000): DriftReport {
  const nodes = roots("Big");
  const findings: Finding[] = [];
  for (let i = 0; i < size; i += 1) {
    const parent = i < 8 ? "Big-department" : `d_${Math.floor(i / 8) - 1}`;
    const name = `${["Department", "研发部", "Team"][i % 3]} ${i}`;
    nodes.push({ id: `d_${i}`, name, kind: "department", parent, builtIn: false, members: 2 });
    if (i % 20 === 19) {
      const category = (["changed", "unmanaged", "missing", "tolerated"] as const)[(i / 20) & 3]!;
      findings.push({
        ...finding(`f${i}`, `d_${i}`, category, { path: ["Big", name], kind: "Node" }),
        org: "Big",
      });
    }
  }
  return reportOf([{ id: "Big", name: "Big", nodes }], findings);
}
