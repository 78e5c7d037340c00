/** What the rows refer to; none of it changes. */
export const GROUND = `
  const acme = new Org("acme", { name: "Acme 公司", forceDestroy: true });
  const ada = new User("ada", { username: "adalovelace" });
  const bob = new User("bob", { username: "bobbyfischer" });
  const cyd = new User("cyd", { username: "cydcharisse" });
  const room = new Node("room", { org: acme, kind: "department", name: "Room" });
  const hall = new Node("hall", { org: acme, kind: "department", name: "Hall" });
  const ci = new App("ci", { org: acme, name: "CI" });
  const wiki = new App("wiki", { org: acme, name: "Wiki" });
  const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
  const people = [];
`;
