import { fieldRows, type Row } from "./row";

const username = (index: number) => `rowperson${index}`;
const users = fieldRows(
  {
    kind: "User",
    code: (name, inputs, index) =>
      `people.push(new User("${name}", { username: "${username(index)}", ${inputs} }));`,
    path: (_look, _name, index) => `user/${username(index)}/`,
    fieldsOf: ({ user }) => user as Record<string, unknown>,
  },
  [
    {
      property: "name",
      values: ['"Wang"', '"王选"'],
      field: "name",
      held: ["Wang", "王选"],
      drift: "Theirs",
    },
    {
      property: "email",
      values: ['"w@acme.example"', "null"],
      field: "private_email",
      held: ["w@acme.example", ""],
      drift: "x@acme.example",
    },
    {
      property: "phone",
      values: ['"13812345678"', '"13812345679"'],
      field: "mobile",
      held: ["13812345678", "13812345679"],
      drift: "13812345670",
    },
    { property: "gender", values: ['"male"', '"female"'], field: "gender", held: [1, 2], drift: 0 },
    {
      property: "avatar",
      values: ['"https://a.example/1"', '"https://a.example/2"'],
      field: "avatar",
      held: ["https://a.example/1", "https://a.example/2"],
      drift: "",
    },
    {
      property: "requirePasswordReset",
      values: ["false", "true"],
      field: "require_reset_password",
      held: [false, true],
      more: 'password: "the-same-secret", ',
    },
  ],
);

/** A password is only ever written: that it was is seen by who can log in. */
const password: Row = {
  ...{ kind: "User", property: "password", name: "user-password" },
  values: ['"secret-before"', '"secret-after"'],
  code: (value) => `new User("user-password", { username: "rowlogin", password: ${value} });`,
  live: async ({ server }) => {
    const works = async (one: string) =>
      (await server.ask("POST", "ucenter/login/", { username: "rowlogin", password: one })).status;
    return [await works("secret-before"), await works("secret-after")];
  },
  held: () => [
    [200, 400],
    [400, 200],
  ],
};

const members = fieldRows(
  {
    kind: "OrgMember",
    code: (name, inputs, index) =>
      `new OrgMember("${name}", { org: acme, user: people[${index}], ${inputs} });`,
    path: ({ idOf }, _name, index) => `org/${idOf("acme")}/user/${username(index)}/`,
  },
  [
    {
      property: "email",
      values: ['"w@acme.example"', "null"],
      field: "email",
      held: ["w@acme.example", ""],
      drift: "x@acme.example",
    },
    {
      property: "employeeNumber",
      values: ['"1"', '"2"'],
      field: "employee_number",
      held: ["1", "2"],
      drift: "3",
    },
    {
      property: "position",
      values: ['"Engineer"', '"Lead"'],
      field: "position",
      held: ["Engineer", "Lead"],
      drift: "Boss",
    },
    {
      property: "hireDate",
      values: ['"2026-03-01"', '"2026-04-01T09:00:00Z"'],
      field: "hiredate",
      held: ["2026-03-01T00:00:00+08:00", "2026-04-01T17:00:00+08:00"],
      drift: null,
    },
    {
      property: "description",
      values: ['"one"', '"two"'],
      field: "remark",
      held: ["one", "two"],
      drift: "theirs",
    },
  ],
);

/** Of people, and what an org keeps of them. */
export const people: Row[] = [...users, password, ...members];
