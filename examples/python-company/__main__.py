"""A small company: people by department, and who may deploy."""

import pulumi
import pulumi_identity as identity

DEPARTMENTS = {
    "engineering": ("Engineering", None, ["adalovelace"]),
    "platform": ("Platform", "engineering", ["gracehopper", "linustorvalds"]),
    "shanghai": ("上海分公司", None, ["wangxuan"]),
}
PEOPLE = {
    "adalovelace": "Ada Lovelace",
    "gracehopper": "Grace Hopper",
    "linustorvalds": "Linus Torvalds",
    "wangxuan": "王选",
}

acme = identity.Org("acme", name="Acme")
people = {
    username: identity.User(username, username=username, name=name)
    for username, name in PEOPLE.items()
}

nodes: dict[str, identity.Node] = {}
for key, (name, parent, members) in DEPARTMENTS.items():
    nodes[key] = identity.Node(
        key,
        org=acme.id,
        kind="department",
        name=name,
        parent=nodes[parent].id if parent else None,
    )
    # These people and nobody else. A preview names who joins and who leaves.
    identity.NodeMembers(
        f"{key}-people",
        node=nodes[key].id,
        users=[people[username].username for username in members],
        mode="exact",
    )

ci = identity.App(
    "ci",
    org=acme.id,
    name="CI",
    oauth=identity.OauthArgs(redirect_uris=["https://ci.acme.example/callback"]),
)
deploy = identity.Perm("deploy", scope=ci.id, name="Deploy")
identity.PermGrants("deployers", perm=deploy.id, nodes=[nodes["platform"].id], mode="exact")
# Everybody may use it: the root of a kind is <org>/<kind>, the perm to use an app <app>/access.
identity.PermGrants(
    "ci-users",
    perm=pulumi.Output.concat(ci.id, "/access"),
    nodes=[pulumi.Output.concat(acme.id, "/department")],
)

pulumi.export("org", acme.id)
pulumi.export("client_secret", ci.client_secret)
