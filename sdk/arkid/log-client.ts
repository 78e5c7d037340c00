import { paginate, type PagedList, type WirePage } from "../transport/pagination";
import { path, type ApiPath } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";

/** Something that somebody did. */
export interface LogEntry {
  uuid: string;
  /** ISO 8601 with offset. */
  created: string;
  user: { username: string; name: string };
  /** What kind; {@link LogClient.subjects} has them all. */
  subject: string;
  subjectVerbose: string;
  summary: string;
  /** Only where one entry was read. The request as it came: it may hold a password in clear. */
  detail?: string;
}

interface WireLogEntry {
  uuid: string;
  created: string;
  user: { username: string; name: string };
  subject: string;
  subject_verbose: string;
  summary: string;
  detail?: string;
}

const toLogEntry = (wire: WireLogEntry): LogEntry => ({
  uuid: wire.uuid,
  created: wire.created,
  user: wire.user,
  subject: wire.subject,
  subjectVerbose: wire.subject_verbose,
  summary: wire.summary,
  ...(wire.detail !== undefined && { detail: wire.detail }),
});

/** The server's log. The document lacks it. */
export class LogClient {
  constructor(private readonly request: Request) {}

  /** Everything, newest first; for system administrators. `GET log/` */
  list(options?: RequestOptions): PagedList<LogEntry> {
    return this.#entries(path`log/`, options);
  }

  /** What happened in an org, newest first. `GET org/<oid>/log/` */
  listForOrg(oid: string, options?: RequestOptions): PagedList<LogEntry> {
    return this.#entries(path`org/${{ oid }}/log/`, options);
  }

  /** One entry with its detail. `GET log/<uuid>/` */
  async get(uuid: string, options?: RequestOptions): Promise<LogEntry> {
    const request = { method: "GET", path: path`log/${{ uuid }}/` } as const;
    return toLogEntry(await this.request<WireLogEntry>(request, options));
  }

  /** The kinds of entries. `GET meta/log/` */
  async subjects(options?: RequestOptions): Promise<{ subject: string; name: string }[]> {
    return await this.request({ method: "GET", path: path`meta/log/` }, options);
  }

  #entries(at: ApiPath, options: RequestOptions | undefined): PagedList<LogEntry> {
    return paginate(
      (query, given) =>
        this.request<WirePage<WireLogEntry>>({ method: "GET", path: at, query }, given),
      toLogEntry,
      options,
    );
  }
}
