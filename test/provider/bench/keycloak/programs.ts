import { declare } from "../programs";

/** Groups of the branch that is moved. */
const BRANCH = 40;

/**
 * 500 groups, 300 people, 200 lists of members: among them a branch of 40 groups, each with a list and
 * a role.
 * @param parent the group that the branch is below, by its number
 */
export const thousand = (parent: number): string => `
  ${declare({ nodes: 500 - BRANCH, users: 300, members: 200 - BRANCH }, "only")}
  const below = { org, kind: "department" };
  const top = new Node("branch", { ...below, name: "Branch", parent: nodes[${parent}] });
  const branch = [top];
  for (let i = 1; i < ${BRANCH}; i++) {
    branch.push(new Node("b" + i, { ...below, name: "B " + i, parent: top }));
  }
  branch.forEach((node, i) => {
    new NodeMembers("l" + i, { node, users: [0, 1, 2].map((at) => users[(i * 7 + at) % users.length]) });
  });
  const deploy = new Perm("deploy", { scope: org, name: "Deploy" });
  new PermGrants("deployers", { perm: deploy, nodes: branch });
`;

/** A list of people who are there already. */
export const listOf = (people: readonly string[]): string => `
  const org = new Org("bench", { name: "Bench", adopt: "only" });
  const node = new Node("all", { org, kind: "department", name: "All" });
  new NodeMembers("people", { node, users: ${JSON.stringify(people)}, mode: "exact" });
`;

/** Groups in a tree of ten below each. */
export const groups = (count: number): string =>
  declare({ nodes: count, users: 0, members: 0 }, "only");
