// A small company: people by department, and who may deploy.
package main

import (
	"github.com/pulumi-identity/pulumi-identity/sdk/go/identity"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

var people = map[string]string{
	"adalovelace":   "Ada Lovelace",
	"gracehopper":   "Grace Hopper",
	"linustorvalds": "Linus Torvalds",
	"wangxuan":      "王选",
}

// A department comes after the one that it is in.
var departments = []struct {
	key, name, parent string
	members           []string
}{
	{"engineering", "Engineering", "", []string{"adalovelace"}},
	{"platform", "Platform", "engineering", []string{"gracehopper", "linustorvalds"}},
	{"shanghai", "上海分公司", "", []string{"wangxuan"}},
}

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		acme, err := identity.NewOrg(ctx, "acme", &identity.OrgArgs{Name: pulumi.String("Acme")})
		if err != nil {
			return err
		}
		users, err := declarePeople(ctx)
		if err != nil {
			return err
		}
		nodes, err := declareDepartments(ctx, acme, users)
		if err != nil {
			return err
		}
		ci, err := declareCI(ctx, acme, nodes["platform"])
		if err != nil {
			return err
		}
		ctx.Export("org", acme.ID())
		ctx.Export("clientSecret", ci.ClientSecret)
		return nil
	})
}

func declarePeople(ctx *pulumi.Context) (map[string]*identity.User, error) {
	users := map[string]*identity.User{}
	for username, name := range people {
		user, err := identity.NewUser(ctx, username, &identity.UserArgs{
			Username: pulumi.String(username),
			Name:     pulumi.String(name),
		})
		if err != nil {
			return nil, err
		}
		users[username] = user
	}
	return users, nil
}

func declareDepartments(
	ctx *pulumi.Context, acme *identity.Org, users map[string]*identity.User,
) (map[string]*identity.Node, error) {
	nodes := map[string]*identity.Node{}
	for _, department := range departments {
		args := &identity.NodeArgs{
			Org:  acme.ID(),
			Kind: pulumi.String("department"),
			Name: pulumi.String(department.name),
		}
		if parent, ok := nodes[department.parent]; ok {
			args.Parent = parent.ID()
		}
		node, err := identity.NewNode(ctx, department.key, args)
		if err != nil {
			return nil, err
		}
		nodes[department.key] = node

		// These people and nobody else. A preview names who joins and who leaves.
		members := pulumi.Array{}
		for _, username := range department.members {
			members = append(members, users[username].Username)
		}
		_, err = identity.NewNodeMembers(ctx, department.key+"-people", &identity.NodeMembersArgs{
			Node:  node.ID(),
			Users: members,
			Mode:  pulumi.String("exact"),
		})
		if err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

func declareCI(ctx *pulumi.Context, acme *identity.Org, platform *identity.Node) (*identity.App, error) {
	ci, err := identity.NewApp(ctx, "ci", &identity.AppArgs{
		Org:  acme.ID(),
		Name: pulumi.String("CI"),
		Oauth: identity.OauthArgs{
			RedirectUris: pulumi.StringArray{pulumi.String("https://ci.acme.example/callback")},
		},
	})
	if err != nil {
		return nil, err
	}
	deploy, err := identity.NewPerm(ctx, "deploy", &identity.PermArgs{
		Scope: ci.ID(),
		Name:  pulumi.String("Deploy"),
	})
	if err != nil {
		return nil, err
	}
	_, err = identity.NewPermGrants(ctx, "deployers", &identity.PermGrantsArgs{
		Perm:  deploy.ID(),
		Nodes: pulumi.Array{platform.ID()},
		Mode:  pulumi.String("exact"),
	})
	if err != nil {
		return nil, err
	}
	// Everybody may use it: the root of a kind is <org>/<kind>, the perm to use an app <app>/access.
	_, err = identity.NewPermGrants(ctx, "ci-users", &identity.PermGrantsArgs{
		Perm:  pulumi.Sprintf("%s/access", ci.ID()),
		Nodes: pulumi.Array{pulumi.Sprintf("%s/department", acme.ID())},
	})
	return ci, err
}
