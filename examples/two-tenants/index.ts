import { Config } from "@pulumi/pulumi";
import { Connection, Node, Org } from "pulumi-identity";

// The stack's own server: identity:url and its like.
const acme = new Org("acme", { name: "Acme" });
new Node("sales", { org: acme, kind: "department", name: "Sales" });

// Another one, with settings of its own: pulumi config set eu:url …
const settings = new Config("eu");
const eu = new Connection("eu", {
  url: settings.require("url"),
  username: settings.require("username"),
  password: settings.requireSecret("password"),
});
const acmeEu = new Org("acme-eu", { name: "Acme EU" }, { provider: eu });
new Node("vertrieb", { org: acmeEu, kind: "department", name: "Vertrieb" }, { provider: eu });
