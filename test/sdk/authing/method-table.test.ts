import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  AuthenticationClient,
  ManagementClient,
  UnsupportedError,
  type AuthenticationClientOptions,
  type ManagementClientOptions,
} from "../../../sdk/authing";
import { loopback, type Loopback, type Met } from "../loopback";
import * as documents from "./documents";
import { ok, pathOf, rejection } from "./support";

interface Row {
  /** What the documents call it. */
  names: string[];
  /** As the cell has it, without its ticks. */
  here: string;
  note: string;
}

const text = readFileSync(join(__dirname, "../../../docs/sdk-authing.md"), "utf8");
const unticked = (cell: string): string => cell.replaceAll("`", "").trim();

/** The rows below a heading. */
function rowsOf(heading: string): Row[] {
  const [, after] = text.split(`### ${heading}\n`);
  assert.ok(after !== undefined, `no heading "${heading}"`);
  const [section = ""] = after.split(/^#/m);
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((line) => {
    const [, names = "", here = "", note = ""] = line.split("|");
    return {
      names: unticked(names).split(", ").filter(Boolean),
      here: unticked(here),
      note: note.trim(),
    };
  });
}

const named = (heading: string): string[] => rowsOf(heading).flatMap(({ names }) => names);

/** The endpoints that a note names. */
const endpointsOf = (note: string): string[] =>
  [...note.matchAll(/`((?:GET|POST) [^`]+)`/g)].map(([, endpoint = ""]) => endpoint);

const asEndpoint = (met: Met): string =>
  `${met.method} ${pathOf(met).replace("/cas-idp/app/", "/cas-idp/<appId>/")}`;

/** A token by a key that must be asked for. */
const TOKEN = [{ alg: "RS256", kid: "k" }, {}, ""]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .join(".");

/** Where an argument must be more than any text. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  "client.tokens.parseIdToken": [TOKEN],
  "client.tokens.parseAccessToken": [TOKEN],
  "client.tokens.validateTicketV2": ["x", "x", "JSON"],
  "client.hosted.handleCallback": [
    {
      url: "/callback?code=c&state=s",
      headers: {
        cookie: `X-Authing-Node-OIDC-State=${Buffer.from('{"state":"s"}').toString("base64url")}`,
      },
    },
    { setHeader: () => undefined },
  ],
};

type Methods = Record<string, (...args: readonly unknown[]) => unknown>;

describe("Authing's method table", () => {
  let server: Loopback;
  const clients = {
    Authentication: () =>
      new AuthenticationClient({
        ...{ appId: "app", appSecret: "secret", appHost: server.url, accessToken: "token" },
        retry: false,
      }),
    Management: () =>
      new ManagementClient({
        accessKeyId: "k",
        accessKeySecret: "s",
        host: server.url,
        retry: false,
      }),
  };

  /** What a cell of the table names. */
  function find(client: object, here: string): { holder: Methods; name: string } {
    const [, first = "", second] = here.split(".");
    const holder = client as unknown as Record<string, Methods>;
    return second === undefined
      ? { holder: holder as unknown as Methods, name: first }
      : { holder: holder[first] ?? {}, name: second };
  }

  /** Calls what a row names, with anything, and tells what was sent. */
  async function sentBy(client: object, here: string): Promise<string[]> {
    server.met.length = 0;
    const { holder, name } = find(client, here);
    const args = ARGUMENTS[here] ?? Array<string>(6).fill("x");
    try {
      const given = holder[name]?.(...args);
      const list = given as { page?: () => Promise<unknown> } | undefined;
      await (list?.page === undefined ? given : list.page());
    } catch (error) {
      if (server.met.length === 0) throw error;
    }
    return server.met.map(asEndpoint);
  }

  before(async () => (server = await loopback(() => ok({ list: [] }))));
  after(() => server.close());

  it("has a row for every method of the documents", () => {
    assert.deepEqual(named("Authentication").toSorted(), documents.AUTHENTICATION.toSorted());
    assert.deepEqual(named("Management").toSorted(), documents.MANAGEMENT.toSorted());
  });

  it("has a row for every chapter of the management module", () => {
    const rows = rowsOf("Chapters of the management module");
    assert.deepEqual(
      rows.flatMap(({ names }) => names),
      documents.CHAPTERS,
    );
    const client = clients.Management() as unknown as Record<string, unknown>;
    for (const { here } of rows) assert.ok(client[here.replace("client.", "")], here);
  });

  it("has a row for every parameter", () => {
    const rows = rowsOf("Parameters of the authentication methods");
    assert.deepEqual(
      rows.flatMap(({ names }) => names).toSorted(),
      documents.PARAMETERS.toSorted(),
    );
    assert.deepEqual(
      rows.filter(({ here }) => here === ""),
      [],
    );
  });

  it("has a row for every option, which is one here", () => {
    const own: Record<keyof AuthenticationClientOptions, boolean> = {
      ...{ appId: true, appSecret: true, appHost: true, accessToken: true, redirectUri: true },
      ...{ logoutRedirectUri: true, scope: true, protocol: true, tokenEndPointAuthMethod: true },
      ...{ introspectionEndPointAuthMethod: true, revocationEndPointAuthMethod: true, now: true },
      ...common,
    };
    const keys: Record<keyof ManagementClientOptions, boolean> = {
      ...{ accessKeyId: true, accessKeySecret: true, host: true },
      ...common,
    };
    for (const [heading, names, options] of [
      ["Options of an authentication client", documents.AUTHENTICATION_OPTIONS, own],
      ["Options of a management client", documents.MANAGEMENT_OPTIONS, keys],
    ] as const) {
      assert.deepEqual(named(heading).toSorted(), names.toSorted());
      for (const { here } of rowsOf(heading)) assert.ok(here in options, here);
    }
  });

  for (const [heading, make] of Object.entries(clients)) {
    describe(`of ${heading.toLowerCase()}`, () => {
      for (const { here, note } of rowsOf(heading)) {
        const endpoints = endpointsOf(note);
        if (note.startsWith("none; use ")) {
          it(`${here} says that there is none, and what to use`, async () => {
            const error = await rejection(sentBy(make(), here));
            assert.ok(error instanceof UnsupportedError);
            assert.ok(error.message.startsWith(`${here.replace("client.", "")}: `), error.message);
            assert.ok(error.message.endsWith(note.replace("none; ", "; ")), error.message);
          });
        } else if (endpoints.length > 0) {
          it(`${here} asks ${endpoints.join(" and ")}`, async () => {
            assert.deepEqual(await sentBy(make(), here), endpoints);
          });
        } else {
          it(`${here} is a function, and sends nothing`, () => {
            const { holder, name } = find(make(), here);
            assert.equal(typeof holder[name], "function");
            assert.equal(note, "nothing is sent");
          });
        }
      }

      it("leaves out no method that there is", () => {
        const client = make();
        const methodsOf = (holder: object): string[] =>
          Object.getOwnPropertyNames(Object.getPrototypeOf(holder)).filter(
            (name) => name !== "constructor",
          );
        const offered = [
          ...methodsOf(client).filter((name) => name !== "call"),
          ...Object.entries(client).flatMap(([chapter, holder]) =>
            methodsOf(holder as object).map((name) => `${chapter}.${name}`),
          ),
        ];
        const listed = rowsOf(heading).map(({ here }) => here.replace("client.", ""));
        assert.deepEqual(listed.toSorted(), offered.toSorted());
      });
    });
  }
});

const common = {
  ...{ lang: true, timeout: true, caFile: true, rejectUnauthorized: true, retry: true },
  ...{
    maxResponseSize: true,
    fetch: true,
    logger: true,
    signal: true,
    onRequest: true,
    gate: true,
    sleep: true,
    random: true,
  },
} as const;
