import { RandomPassword } from "@pulumi/random";
import { fromFile, OrgTree } from "pulumi-identity";

// Who comes, moves and goes is a row of people.csv; what the org is like is org.yaml. All of it is one
// resource. initialPasswordOf(the secret, username) tells a new person the first password.
const acme = new OrgTree("acme", {
  file: "org.yaml",
  people: fromFile("people.csv", {
    columns: {
      key: "Employee number",
      username: "Login",
      name: { column: ["First name", "Last name"] },
      email: { column: "E-Mail", lowerCase: true },
      department: "Department",
      groups: "Groups",
      until: { column: "Last day", dateFormat: "DD.MM.YYYY" },
    },
    usernameFrom: {
      first: "First name",
      last: "Last name",
      form: "{f}{last}",
      append: "Employee number",
    },
    where: { Status: ["active", "on leave"] },
    leaveAfterEnd: true,
  }),
  bulk: true,
  initialPasswordSecret: new RandomPassword("first-passwords", { length: 32 }).result,
  graceDays: 30,
});

export const org = acme.org.id;
export const onCall = acme.nodeId("on-call");
