import { z } from "zod";
import type { PagedList } from "../transport/pagination";
import { path, type ApiPath } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import { answer } from "./wire/answer";
import { moment } from "./wire/id";
import { paged } from "./wire/paged";

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

const logEntry: z.ZodType<LogEntry> = z
  .object({
    uuid: z.string(),
    created: moment,
    user: z.object({ username: z.string(), name: z.string() }),
    subject: z.string(),
    subject_verbose: z.string(),
    summary: z.string(),
    detail: z.string().optional(),
  })
  .transform(({ subject_verbose, detail, ...rest }) => ({
    ...rest,
    subjectVerbose: subject_verbose,
    ...(detail !== undefined && { detail }),
  }));

const subjects = z.array(z.object({ subject: z.string(), name: z.string() }));

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
    const request = {
      method: "GET",
      path: path`log/${{ uuid }}/`,
      answer: answer(logEntry, { uuid }),
    } as const;
    return await this.request(request, options);
  }

  /** The kinds of entries. `GET meta/log/` */
  async subjects(options?: RequestOptions): Promise<{ subject: string; name: string }[]> {
    const request = { method: "GET", path: path`meta/log/`, answer: answer(subjects) } as const;
    return await this.request(request, options);
  }

  #entries(at: ApiPath, options: RequestOptions | undefined): PagedList<LogEntry> {
    return paged(this.request, at, logEntry, {}, options);
  }
}
