import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A comment on GitHub, or a note on GitLab. */
export interface Comment {
  readonly id: number;
  body: string;
  readonly user?: { readonly type: string };
  readonly author?: { readonly username: string };
  readonly system?: boolean;
}

/** The comments of one request, as a forge's API keeps them: a stand-in, with pages of that many. */
export class Forge {
  readonly calls: string[] = [];
  status = 200;
  private readonly server: Server;

  constructor(
    readonly comments: Comment[],
    readonly made: (id: number, body: string) => Comment,
  ) {
    this.server = createServer((request, response) => {
      void text(request).then((sent) => {
        const url = new URL(request.url ?? "", "http://forge");
        this.calls.push(`${request.method} ${url.pathname}`);
        const answer = this.answer(request.method ?? "", url, sent);
        response.writeHead(this.status, { "content-type": "application/json" });
        response.end(JSON.stringify(this.status === 200 ? answer : { message: "no" }));
      });
    });
  }

  private answer(method: string, { pathname, searchParams }: URL, sent: string): unknown {
    const size = Number(searchParams.get("per_page"));
    const page = Number(searchParams.get("page")) - 1;
    if (method === "GET") return this.comments.slice(page * size, (page + 1) * size);
    const { body } = JSON.parse(sent) as { body: string };
    const id = Number(pathname.split("/").at(-1));
    const known = this.comments.find((one) => one.id === id);
    if (method !== "POST" && known) return Object.assign(known, { body });
    this.comments.push(this.made(this.comments.length + 1_000, body));
    return {};
  }

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close = () => new Promise((done) => this.server.close(done));
}
