// Keeps one comment of a pull request (GitHub) or a merge request (GitLab) up to date.
//
//   node comment.mjs FILE NAME
//
// FILE is Markdown. NAME tells this comment from others: it is in it, where nobody sees it.
// GitHub: GITHUB_TOKEN, and NUMBER, the pull request's. GitLab: GITLAB_TOKEN, a project's access token with
// the scope `api` and the role of a reporter. The rest is what each sets by itself.
import { readFileSync } from "node:fs";

const [file, name] = process.argv.slice(2);
const { env } = process;
const forge = env.GITLAB_CI === "true" ? gitlab() : github();
const mark = `<!-- pulumi-identity: ${name} -->`;
const body = `${mark}\n${readFileSync(file, "utf8")}`;

const own = await find();
if (own === undefined) await send("POST", forge.list, { body });
else await send(forge.update, forge.one(own.id), { body });

function github() {
  const api = `${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}/issues`;
  return {
    headers: { authorization: `Bearer ${env.GITHUB_TOKEN}`, accept: "application/vnd.github+json" },
    list: `${api}/${env.NUMBER}/comments`,
    one: (id) => `${api}/comments/${id}`,
    update: "PATCH",
    isOwn: ({ user }) => user?.type === "Bot",
  };
}

function gitlab() {
  const list = `${env.CI_API_V4_URL}/projects/${env.CI_PROJECT_ID}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`;
  return {
    headers: { "private-token": env.GITLAB_TOKEN },
    list,
    one: (id) => `${list}/${id}`,
    update: "PUT",
    isOwn: ({ system, author }) =>
      !system && /^(project|group)_\d+_bot/.test(author?.username ?? ""),
  };
}

/** The comment that has the mark: of a bot, since anybody can write one that has it. */
async function find() {
  for (let page = 1; ; page += 1) {
    const comments = await send("GET", `${forge.list}?per_page=100&page=${page}`);
    const found = comments.find((one) => forge.isOwn(one) && one.body?.startsWith(mark));
    if (found !== undefined || comments.length === 0) return found;
  }
}

async function send(method, url, content) {
  const answer = await fetch(url, {
    method,
    headers: { ...forge.headers, "content-type": "application/json" },
    ...(content && { body: JSON.stringify(content) }),
  });
  if (answer.ok) return await answer.json();
  console.error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
  process.exit(1);
}
