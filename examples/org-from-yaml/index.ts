import { RandomPassword } from "@pulumi/random";
import { OrgTree } from "pulumi-identity";

// Rename or move an entry of org.yaml and look at `pulumi preview`: it is an update, whoever edits it.
const acme = new OrgTree("acme", {
  file: "org.yaml",
  initialPassword: ({ username }) => new RandomPassword(username, { length: 20 }).result,
  mode: "exact", // a list is these people and nobody else
});

export const org = acme.org.id;
export const platform = acme.nodes.platform.id;
